-- Job help: who looks for work, and what became of it.

CREATE TABLE job_seeker (
  id              uuid PRIMARY KEY,
  unit_id         uuid NOT NULL REFERENCES unit,
  member_id       uuid REFERENCES member ON DELETE CASCADE,   -- null: no member
  jurisdiction    text COLLATE "C" NOT NULL,
  key             bytea,                      -- destroyed when the seeker withdraws: then nobody opens name and phone again
  full_name       bytea,                      -- sealed
  phone           bytea,                      -- sealed
  trades          text[] NOT NULL CHECK (cardinality(trades) > 0),
  area            text COLLATE "C",
  wish            text,
  consent_version int NOT NULL,               -- of the text of the purpose job-help
  consent_channel text NOT NULL,
  consent_proof   text,
  consent_at      timestamptz NOT NULL,
  state           text NOT NULL CHECK (state IN ('looking', 'placed', 'withdrawn')),
  entered_at      timestamptz NOT NULL,
  entered_by      text NOT NULL,
  version         bigint NOT NULL,
  FOREIGN KEY (jurisdiction, area) REFERENCES administrative_unit (jurisdiction, code),
  CHECK ((state = 'withdrawn') = (key IS NULL)),
  CHECK (key IS NOT NULL OR full_name IS NULL AND phone IS NULL AND wish IS NULL AND consent_proof IS NULL)
);
CREATE INDEX job_seeker_unit ON job_seeker (unit_id, id);
CREATE UNIQUE INDEX job_seeker_member ON job_seeker (member_id) WHERE state = 'looking';
CREATE INDEX job_seeker_trades ON job_seeker USING gin (trades) WHERE state = 'looking';
REVOKE DELETE, TRUNCATE ON job_seeker FROM doanket_app, doanket_worker;
CALL doanket.scope_by_unit('job_seeker');

-- Counts where the opening's unit stands: it is that unit which has helped.
CREATE TABLE placement (
  id           uuid PRIMARY KEY,
  opening_id   uuid NOT NULL REFERENCES job_opening,
  seeker_id    uuid NOT NULL REFERENCES job_seeker ON DELETE CASCADE,
  unit_id      uuid NOT NULL REFERENCES unit,
  state        text NOT NULL CHECK (state IN ('contact', 'intent', 'hired', 'ended', 'annulled')),
  contacted_on date NOT NULL,
  intent_on    date CHECK (intent_on >= contacted_on),
  hired_on     date CHECK (hired_on >= contacted_on),
  ended_on     date CHECK (ended_on >= contacted_on),
  reason       text,
  told         bigint NOT NULL DEFAULT 0,     -- how many facts the others have had of it
  recorded_by  text NOT NULL,
  version      bigint NOT NULL,
  CHECK (state NOT IN ('hired', 'annulled') OR hired_on IS NOT NULL)
);
CREATE UNIQUE INDEX placement_open ON placement (opening_id, seeker_id) WHERE state IN ('contact', 'intent', 'hired');
CREATE INDEX placement_unit ON placement (unit_id, id);
CREATE INDEX placement_seeker ON placement (seeker_id);
REVOKE DELETE, TRUNCATE ON placement FROM doanket_app, doanket_worker;
CALL doanket.scope_by_unit('placement');
