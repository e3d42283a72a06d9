-- Paperless meetings: series, agenda, papers in versions, invitations, check-in, minutes.

-- The key that passes and minutes are signed by: made by the service, its private half sealed.
CREATE TABLE meeting_key (
  kid        text PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  wrapped    bytea NOT NULL,
  sealed     bytea NOT NULL,
  made_at    timestamptz NOT NULL,
  retired_at timestamptz
);
CREATE UNIQUE INDEX meeting_key_signing ON meeting_key ((true)) WHERE retired_at IS NULL;
REVOKE DELETE ON meeting_key FROM doanket_app;

-- How many of those who vote must be there, and how many of the votes carry, by the kind of meeting.
CREATE TABLE meeting_rule (
  jurisdiction text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('congress', 'committee', 'team', 'conference')),
  valid_from   date NOT NULL,
  quorum_num   int  NOT NULL CHECK (quorum_num >= 0),      -- so many ...
  quorum_den   int  NOT NULL CHECK (quorum_den > 0),       -- ... in so many of those invited to vote must be there
  majority_num int  NOT NULL CHECK (majority_num >= 0),    -- more than so many ...
  majority_den int  NOT NULL CHECK (majority_den > 0),     -- ... in so many of the votes cast carry
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, kind, valid_from)
);
INSERT INTO meeting_rule
SELECT j, kind, date '2020-01-01', num, den, 1, 2, 'Doanket''s own word: two thirds of those who vote at congresses and committees, as is usual; no text was seen', false
FROM unnest(ARRAY['vn', 'cn']) j, (VALUES ('congress', 2, 3), ('committee', 2, 3), ('team', 0, 1), ('conference', 0, 1)) r (kind, num, den);
REVOKE INSERT, UPDATE, DELETE ON meeting_rule FROM doanket_app;

CREATE TABLE meeting_series (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL,
  name         text NOT NULL,
  kind         text NOT NULL,
  month_days   int[] NOT NULL,                -- days of the month; beyond its end: the last
  weekday      int CHECK (weekday BETWEEN 1 AND 7),
  ordinals     int[] NOT NULL,                -- the first, third … such weekday of the month; -1: the last
  at_time      time NOT NULL,
  minutes      int  NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
  place        text,
  starts       date NOT NULL,
  ends         date,
  partners     text[] NOT NULL,
  agenda       text[] NOT NULL,
  created_by   text NOT NULL,
  stopped_on   date,
  version      bigint NOT NULL,
  CHECK ((weekday IS NULL) = (ordinals = '{}')),
  CHECK ((month_days = '{}') <> (ordinals = '{}'))
);
CREATE INDEX meeting_series_unit ON meeting_series (unit_id);

CREATE TABLE meeting (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL,
  series_id    uuid REFERENCES meeting_series,
  series_day   date,
  name         text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('congress', 'committee', 'team', 'conference')),
  place        text,
  starts_at    timestamptz NOT NULL,
  ends_at      timestamptz NOT NULL,
  quorum_num   int  NOT NULL,
  quorum_den   int  NOT NULL,
  quorum_by    text NOT NULL,
  state        text NOT NULL CHECK (state IN ('called', 'open', 'closed', 'cancelled')),
  opened_at    timestamptz,
  closed_at    timestamptz,
  chair        uuid,
  secretary    uuid,
  conclusions  text,
  cancelled    text,
  created_by   text NOT NULL,
  version      bigint NOT NULL,
  UNIQUE (series_id, series_day),
  CHECK (ends_at > starts_at)
);
CREATE INDEX meeting_unit ON meeting (unit_id, starts_at);
CREATE TABLE agenda_item (
  meeting_id uuid NOT NULL REFERENCES meeting,
  unit_id    uuid NOT NULL,
  position   int  NOT NULL,
  title      text NOT NULL,
  presenter  text,
  minutes    int,
  notes      text,
  PRIMARY KEY (meeting_id, position)
);

CREATE TABLE meeting_paper (
  id         uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES meeting,
  unit_id    uuid NOT NULL,
  item       int,
  name       text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX meeting_paper_of ON meeting_paper (meeting_id);
CREATE TABLE paper_version (
  paper_id   uuid NOT NULL REFERENCES meeting_paper,
  unit_id    uuid NOT NULL,
  version    int  NOT NULL,
  media_type text NOT NULL,
  size       int  NOT NULL,
  sha256     text NOT NULL,
  content    bytea NOT NULL,
  added_by   text NOT NULL,
  added_at   timestamptz NOT NULL,
  PRIMARY KEY (paper_id, version)
);
CALL doanket.append_only('paper_version');

CREATE TABLE invitation (
  id         uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES meeting,
  unit_id    uuid NOT NULL,
  member_id  uuid,
  name       text NOT NULL,
  capacity   text NOT NULL,
  votes      boolean NOT NULL,
  reply      text CHECK (reply IN ('accepted', 'declined')),
  reason     text,
  withdrawn  boolean NOT NULL DEFAULT false,
  checked_in_at timestamptz,
  checked_in_by text CHECK (checked_in_by IN ('pass', 'hand')),
  UNIQUE (meeting_id, member_id)
);
CREATE INDEX invitation_member ON invitation (member_id) WHERE member_id IS NOT NULL;

-- Made from the record and nothing else. Taken away only when a person in them is forgotten: then they are made anew with the pseudonym.
CREATE TABLE meeting_minutes (
  meeting_id uuid PRIMARY KEY REFERENCES meeting,
  unit_id    uuid NOT NULL,
  pdf        bytea NOT NULL,
  sha256     text NOT NULL,
  seal       text NOT NULL,
  sealed_at  timestamptz NOT NULL
);

CALL doanket.scope_by_unit('meeting_series');
CALL doanket.scope_by_unit('meeting');
CALL doanket.scope_by_unit('agenda_item');
CALL doanket.scope_by_unit('meeting_paper');
CALL doanket.scope_by_unit('paper_version');
CALL doanket.scope_by_unit('invitation');
CALL doanket.scope_by_unit('meeting_minutes');
REVOKE UPDATE, DELETE ON meeting_minutes FROM doanket_app;
