-- Grass-roots unions and guilds in the making: their dossier, until the unit above recognises them.

CREATE TABLE founding (
  id             uuid PRIMARY KEY,
  unit_id        uuid NOT NULL REFERENCES unit,   -- the one above, which is asked to recognise
  jurisdiction   text NOT NULL,
  kind           text COLLATE "C" NOT NULL,
  name           text NOT NULL,
  workplace      text,                            -- the employer; a guild has none
  workplace_code text COLLATE "C",                -- tax code, credit code
  address        text NOT NULL,
  territory      text[] NOT NULL DEFAULT '{}',
  state          text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'recognised', 'abandoned')),
  key            bytea,                           -- for congress and meeting, whose minutes may name people; destroyed with them
  congress       bytea,
  meeting        bytea,
  congress_on    date,
  meeting_on     date,
  submitted_on   date,
  answer_due     date,                            -- null where the jurisdiction has no such rule
  reasons        text,                            -- of the last return, or why it was given up
  decided_on     date,
  act_number     text,
  founded_id     uuid REFERENCES unit,
  entered_at     timestamptz NOT NULL,
  entered_by     text NOT NULL,
  changed_at     timestamptz NOT NULL,
  version        bigint NOT NULL,
  FOREIGN KEY (jurisdiction, kind) REFERENCES unit_kind (jurisdiction, code),
  CHECK ((state = 'recognised') = (founded_id IS NOT NULL))
);
CREATE INDEX founding_unit ON founding (unit_id, id);
CREATE INDEX founding_due ON founding (answer_due, id) WHERE state = 'submitted';
REVOKE DELETE, TRUNCATE ON founding FROM doanket_app, doanket_worker;
CALL doanket.scope_by_unit('founding');

-- The people of a founding. What is known of one is sealed whole under a key of his own; without the key it is gone.
CREATE TABLE founding_person (
  id                uuid PRIMARY KEY,
  founding_id       uuid NOT NULL REFERENCES founding,
  number            int NOT NULL,
  key               bytea,
  file              bytea,
  national_id_index bytea,
  category          text NOT NULL REFERENCES member_category,
  applied_on        date,
  is_initiator      boolean NOT NULL,
  member_id         uuid REFERENCES member,       -- once recognised
  UNIQUE (founding_id, number),
  CHECK ((key IS NULL) = (file IS NULL))
);
CREATE UNIQUE INDEX founding_person_once ON founding_person (founding_id, national_id_index) WHERE national_id_index IS NOT NULL;
CREATE INDEX founding_person_member ON founding_person (member_id) WHERE member_id IS NOT NULL;
REVOKE TRUNCATE ON founding_person FROM doanket_app, doanket_worker;
ALTER TABLE founding_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE founding_person FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON founding_person TO doanket_app USING (EXISTS (SELECT FROM founding f WHERE f.id = founding_id));
-- What is kept of somebody who became a member is his own to read too, where the dossier itself is not.
CREATE POLICY own ON founding_person FOR SELECT TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id));
CREATE POLICY background ON founding_person TO doanket_worker USING (true);

-- An election counts by the share of one basis or the other; subject says which.
INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter ' || jurisdiction || name || subject || valid_from)::uuid, *
  FROM (VALUES
    ('vn', 'elected-with-more-than', 'valid-ballots', date '2013-01-01', 1, 2, 'share',
     'Commonly said: more than half of the valid ballots; text not seen', false),
    ('cn', 'elected-with-more-than', 'entitled', date '2013-01-01', 1, 2, 'share',
     'Rules on elections of grass-roots unions: more than half of those entitled to attend, as commonly said; text not seen', false),
    ('vn', 'congress-quorum', '', date '2013-01-01', 2, 3, 'share',
     'Commonly said: two thirds of those summoned; text not seen', false),
    ('cn', 'congress-quorum', '', date '2013-01-01', 2, 3, 'share',
     'Rules on elections of grass-roots unions: two thirds of those entitled, as commonly said; text not seen', false)
  ) seed(jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified);
