-- Relief drives. Each has a bank account of its own. In the ledger all of them stand on one control account, 4314; which drive a sum
-- belongs to is the sub-ledger's to say (contribution.drive_id in, relief_distribution out), for drives are many and a chart of accounts is not.
INSERT INTO account (code, kind, name_vi, name_en, name_zh) VALUES
  ('4314', 'balance', 'Quỹ vận động cứu trợ', 'Relief drives', '救灾募捐资金'),
  ('5151', 'income', 'Thu ủng hộ, đóng góp', 'Contributions', '捐款收入');

-- intake-window: nothing is taken in before a drive opens or after the end it has committed itself to. least-cell: what fewer people than
-- this have received is not published by place.
CREATE TABLE relief_rule (
  id           uuid PRIMARY KEY,
  jurisdiction text NOT NULL REFERENCES jurisdiction,
  kind         text NOT NULL CHECK (kind IN ('intake-window', 'least-cell')),
  valid_from   date NOT NULL,
  value        int CHECK (value BETWEEN 1 AND 1000),
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  UNIQUE (jurisdiction, kind, valid_from),
  CHECK ((value IS NULL) = (kind = 'intake-window'))
);
INSERT INTO relief_rule VALUES
  ('019400d6-0000-7000-8000-000000000001', 'vn', 'intake-window', '2021-12-11', NULL, 'ND 93/2021/ND-CP: no intake after the committed end', true),
  ('019400d6-0000-7000-8000-000000000002', 'cn', 'intake-window', '2016-09-01', NULL, 'Charity Law of 2016; not read', false),
  ('019400d6-0000-7000-8000-000000000003', 'vn', 'least-cell', '2021-12-11', 5, 'Doanket''s own: fewer than 5 people can be told apart', false),
  ('019400d6-0000-7000-8000-000000000004', 'cn', 'least-cell', '2016-09-01', 5, 'Doanket''s own: fewer than 5 people can be told apart', false);
REVOKE UPDATE, DELETE, TRUNCATE ON relief_rule FROM doanket_app, doanket_worker;

-- The account is public by law, so its number is not sealed. Taken in is what came at or after opens_at and before closes_at.
CREATE TABLE relief_drive (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL,
  name          text NOT NULL,
  purpose       text NOT NULL,
  beneficiaries text NOT NULL,
  movement_id   uuid,
  currency      text NOT NULL,
  bank_bin      text NOT NULL CHECK (bank_bin ~ '^[0-9]{6}$'),
  bank_account  text NOT NULL,
  bank_holder   text NOT NULL,
  opens_at      timestamptz NOT NULL,
  closes_at     timestamptz NOT NULL CHECK (closes_at > opens_at),
  closed_early  text,
  told_at       timestamptz,
  created_by    text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  version       bigint NOT NULL DEFAULT 0,
  UNIQUE (bank_bin, bank_account)
);
CREATE INDEX relief_drive_unit ON relief_drive (unit_id);
CREATE INDEX relief_drive_untold ON relief_drive (closes_at) WHERE told_at IS NULL;
CALL doanket.scope_by_unit('relief_drive');
CREATE POLICY open_to_read ON relief_drive FOR SELECT TO doanket_app USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON relief_drive FROM doanket_app, doanket_worker;
GRANT UPDATE (closes_at, closed_early, told_at, version) ON relief_drive TO doanket_app, doanket_worker;

-- What went out, to how many people where. Nobody who received anything is named.
CREATE TABLE relief_distribution (
  id          uuid PRIMARY KEY,
  drive_id    uuid NOT NULL REFERENCES relief_drive,
  unit_id     uuid NOT NULL,
  place       text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('cash', 'goods')),
  amount      bigint CHECK (amount > 0),
  goods       text,
  measure     text,
  quantity    numeric(15, 3) CHECK (quantity > 0),
  recipients  int NOT NULL CHECK (recipients > 0),
  given_on    date NOT NULL,
  paid_from   text CHECK (paid_from IN ('1111', '1121')),
  state       text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'given', 'refused')),
  note        text,
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_by  text,
  entry_id    uuid,
  version     bigint NOT NULL DEFAULT 0,
  CHECK ((kind = 'cash') = (amount IS NOT NULL) AND (kind = 'cash') = (paid_from IS NOT NULL)),
  CHECK ((kind = 'goods') = (goods IS NOT NULL AND measure IS NOT NULL AND quantity IS NOT NULL)),
  CHECK (state <> 'given' OR decided_by <> created_by)
);
CREATE INDEX relief_distribution_drive ON relief_distribution (drive_id, state);
CALL doanket.scope_by_unit('relief_distribution');
REVOKE UPDATE, DELETE, TRUNCATE ON relief_distribution FROM doanket_app, doanket_worker;
GRANT UPDATE (state, note, decided_by, entry_id, version) ON relief_distribution TO doanket_app;
