-- Teams of a guild: people who serve an area together, with what was given out to them and the public face that they agreed to.

CREATE TABLE team (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL REFERENCES unit,
  path        text COLLATE "C" NOT NULL,          -- the unit's, rewritten when the unit moves
  name        text NOT NULL,
  search_name text NOT NULL GENERATED ALWAYS AS (doanket.search_form(name)) STORED,
  service     text COLLATE "C" NOT NULL,          -- a word such as motorbike-taxi
  areas       text[] NOT NULL DEFAULT '{}',       -- codes of administrative units
  hotline     text,                               -- the team's, nobody's own
  founded_on  date NOT NULL,
  act_number  text,
  ended_on    date,
  end_reason  text,
  version     bigint NOT NULL
);
CREATE INDEX team_path ON team (path, id);
CREATE INDEX team_areas ON team USING gin (areas) WHERE ended_on IS NULL;

CREATE TABLE team_member (
  id          uuid PRIMARY KEY,
  team_id     uuid NOT NULL REFERENCES team,
  path        text COLLATE "C" NOT NULL,
  member_id   uuid NOT NULL REFERENCES member,
  duty        text NOT NULL CHECK (duty IN ('head', 'deputy', 'member')),
  card_number text COLLATE "C" NOT NULL,
  joined_on   date NOT NULL,
  left_on     date,
  left_reason text,
  version     bigint NOT NULL
);
CREATE UNIQUE INDEX team_member_once ON team_member (team_id, member_id) WHERE left_on IS NULL;
CREATE UNIQUE INDEX team_member_head ON team_member (team_id) WHERE left_on IS NULL AND duty = 'head';
CREATE UNIQUE INDEX team_member_card ON team_member (team_id, card_number);  -- a number is never another's, also later
CREATE INDEX team_member_member ON team_member (member_id) WHERE left_on IS NULL;
CREATE INDEX team_member_path ON team_member (path);

-- What was given out to whom, and what came back.
CREATE TABLE team_handover (
  id             uuid PRIMARY KEY,
  team_member_id uuid NOT NULL REFERENCES team_member,
  team_id        uuid NOT NULL REFERENCES team,
  path           text COLLATE "C" NOT NULL,
  item           text NOT NULL,
  serial         text,
  quantity       int NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
  given_on       date NOT NULL,
  returned_on    date CHECK (returned_on >= given_on),
  condition      text,
  recorded_by    text NOT NULL
);
CREATE INDEX team_handover_team ON team_handover (team_id, id);
CREATE INDEX team_handover_path ON team_handover (path);

-- What a team member agreed to show, in which words, and where the proof lies. Withdrawn, the words are gone; that they were agreed to stays.
CREATE TABLE team_consent (
  id             uuid PRIMARY KEY,
  team_member_id uuid NOT NULL REFERENCES team_member,
  path           text COLLATE "C" NOT NULL,
  purpose        text NOT NULL CHECK (purpose IN ('name', 'phone')),
  proof          text NOT NULL,
  given_on       date NOT NULL,
  given_to       text NOT NULL,                   -- who recorded it
  withdrawn_at   timestamptz
);
CREATE UNIQUE INDEX team_consent_open ON team_consent (team_member_id, purpose) WHERE withdrawn_at IS NULL;
CREATE INDEX team_consent_path ON team_consent (path);

-- The public face, and nothing but it: open to anybody who has the card's address. The words are sealed by the person's key, so that
-- they go when the person is forgotten.
CREATE TABLE team_card (
  id        uuid PRIMARY KEY,                     -- printed on the card as a QR code; tells nothing by itself
  team_id   uuid NOT NULL REFERENCES team,
  person_id uuid NOT NULL,
  number    text NOT NULL,
  duty      text NOT NULL,
  name      bytea,
  phone     bytea,
  valid_to  date
);

CALL doanket.scope_by_path('team');
-- Teams say whom to call in an area; that is for everybody. Writing, and every list of officers, is by range.
CREATE POLICY open_to_read ON team FOR SELECT TO doanket_app USING (true);
CALL doanket.scope_by_path('team_member');
CALL doanket.scope_by_path('team_handover');
CALL doanket.scope_by_path('team_consent');
ALTER TABLE team_card ENABLE ROW LEVEL SECURITY;
ALTER TABLE team_card FORCE ROW LEVEL SECURITY;
CREATE POLICY open_to_read ON team_card FOR SELECT TO doanket_app USING (true);
CREATE POLICY scope ON team_card TO doanket_app USING (EXISTS (SELECT FROM team_member t WHERE t.id = team_card.id))
  WITH CHECK (EXISTS (SELECT FROM team_member t WHERE t.id = team_card.id));
CREATE POLICY background ON team_card TO doanket_worker USING (true);
REVOKE DELETE, TRUNCATE ON team, team_member, team_handover, team_consent, team_card FROM doanket_app, doanket_worker;
