-- All payments go where the account points. So a unit's first account is set by one, and another in its place only by two: the change
-- waits, sealed under the unit's key like the account itself.
CREATE TABLE bank_account_change (
  id              uuid PRIMARY KEY,
  unit_id         uuid NOT NULL REFERENCES bank_account (unit_id),
  bank_bin        text NOT NULL CHECK (bank_bin ~ '^[0-9]{6}$'),
  sealed          bytea NOT NULL,
  masked          text NOT NULL,
  holder          text NOT NULL,
  account_version bigint NOT NULL,
  made_by         text NOT NULL,
  made_at         timestamptz NOT NULL,
  state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'refused')),
  decided_by      text CHECK (decided_by <> made_by),
  decided_at      timestamptz,
  reason          text,
  CHECK ((state = 'waiting') = (decided_by IS NULL))
);
CREATE INDEX bank_account_change_unit ON bank_account_change (unit_id, id);
CREATE UNIQUE INDEX bank_account_change_waiting ON bank_account_change (unit_id) WHERE state = 'waiting';
CALL doanket.scope_by_unit('bank_account_change');
REVOKE DELETE, TRUNCATE ON bank_account_change FROM doanket_app, doanket_worker;
