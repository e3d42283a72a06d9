-- Pledges and contributions in cash, workdays and goods. They are never added together, so only cash is in the ledger: a posting's sums are
-- zero by currency, and a day of work has no other side to be balanced by. Workdays and goods stand here, each in its own measure.

CREATE TABLE pledge (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL,
  drive_id    uuid REFERENCES relief_drive,
  movement_id uuid,
  kind        text NOT NULL CHECK (kind IN ('cash', 'workdays', 'goods')),
  amount      bigint CHECK (amount > 0),
  currency    text,
  quantity    numeric(15, 3) CHECK (quantity > 0),
  goods       text,
  measure     text,
  due_on      date,
  donor       text,
  state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'withdrawn')),
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  version     bigint NOT NULL DEFAULT 0,
  CHECK ((kind = 'cash') = (amount IS NOT NULL AND currency IS NOT NULL) AND (kind = 'cash') = (quantity IS NULL)),
  CHECK ((kind = 'goods') = (goods IS NOT NULL) AND (kind = 'cash') = (measure IS NULL))
);
CREATE INDEX pledge_unit ON pledge (unit_id);
CALL doanket.scope_by_unit('pledge');
REVOKE UPDATE, DELETE, TRUNCATE ON pledge FROM doanket_app, doanket_worker;
GRANT UPDATE (state, version) ON pledge TO doanket_app;

-- unit_id keeps the books, giver_id is the unit that it counts for (null: somebody outside the federation). Money that the bank credited outside
-- of a drive's time is in suspense until it is refunded, and what was entered after its end until another person admits it: late_for_id names
-- the drive.
CREATE TABLE contribution (
  id          uuid PRIMARY KEY,
  no          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id     uuid NOT NULL,
  giver_id    uuid,
  pledge_id   uuid REFERENCES pledge,
  drive_id    uuid REFERENCES relief_drive,
  late_for_id uuid REFERENCES relief_drive,
  movement_id uuid,
  kind        text NOT NULL CHECK (kind IN ('cash', 'workdays', 'goods')),
  amount      bigint CHECK (amount > 0),
  currency    text,
  quantity    numeric(15, 3) CHECK (quantity > 0),
  goods       text,
  measure     text,
  channel     text NOT NULL CHECK (channel IN ('desk', 'bank')),
  received_at timestamptz NOT NULL,
  received_on date NOT NULL,
  bank_ref    text,
  donor       text,
  state       text NOT NULL CHECK (state IN ('received', 'suspense', 'refunded', 'reversed')),
  entry_id    uuid,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  version     bigint NOT NULL DEFAULT 1,
  CHECK ((kind = 'cash') = (amount IS NOT NULL AND currency IS NOT NULL) AND (kind = 'cash') = (quantity IS NULL)),
  CHECK ((kind = 'goods') = (goods IS NOT NULL) AND (kind = 'cash') = (measure IS NULL)),
  CHECK ((state IN ('suspense', 'refunded')) = (late_for_id IS NOT NULL) AND (late_for_id IS NULL OR drive_id IS NULL))
);
-- The bank tells of a credit once. A drive has an account of its own, and all that came on it goes with it to an heir of its unit.
CREATE UNIQUE INDEX contribution_bank_ref ON contribution (coalesce(drive_id, late_for_id, unit_id), bank_ref);
CREATE INDEX contribution_unit ON contribution (unit_id, no);
CREATE INDEX contribution_giver ON contribution (giver_id, received_on);
CREATE INDEX contribution_drive ON contribution (drive_id) WHERE drive_id IS NOT NULL;
CREATE INDEX contribution_pledge ON contribution (pledge_id) WHERE pledge_id IS NOT NULL;
CALL doanket.scope_by_unit('contribution');
REVOKE UPDATE, DELETE, TRUNCATE ON contribution FROM doanket_app, doanket_worker;
GRANT UPDATE (state, version, drive_id, late_for_id, movement_id) ON contribution TO doanket_app;

-- The last word on when a drive takes anything in, whoever inserts. What was handed over at a desk was received when it is recorded; the bank's
-- moment is the bank's, but never one to come. The share lock makes an early closing wait for what is under way.
CREATE FUNCTION check_intake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh f WHERE f.received_at > clock_timestamp() + interval '1 second'
                OR (f.channel = 'desk' AND f.drive_id IS NOT NULL AND f.received_at < clock_timestamp() - interval '1 minute')) THEN
    RAISE EXCEPTION 'moment of receipt is not believable' USING ERRCODE = 'DK056';
  END IF;
  PERFORM FROM relief_drive d WHERE d.id IN (SELECT f.drive_id FROM fresh f) ORDER BY d.id FOR SHARE;
  IF EXISTS (SELECT FROM fresh f JOIN relief_drive d ON d.id = f.drive_id
              WHERE f.received_at < d.opens_at OR f.received_at >= d.closes_at OR f.unit_id <> d.unit_id) THEN
    RAISE EXCEPTION 'drive is not open' USING ERRCODE = 'DK055';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER intake AFTER INSERT ON contribution REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_intake();

-- What a workday or a measure of goods is worth from a day on, if anybody has said so. Without a row nothing is valued.
CREATE TABLE contribution_price (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL REFERENCES jurisdiction,
  kind          text NOT NULL CHECK (kind IN ('workdays', 'goods')),
  goods         text NOT NULL DEFAULT '',
  measure       text NOT NULL,
  valid_from    date NOT NULL,
  amount        bigint NOT NULL CHECK (amount > 0),
  currency      text NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX contribution_price_begin ON contribution_price (jurisdiction, kind, goods, measure, valid_from) WHERE cancelled_at IS NULL;
REVOKE DELETE, TRUNCATE ON contribution_price FROM doanket_app, doanket_worker;

-- The sub-ledger of drives beside its control account, unit by unit: equal, or somebody has booked past it.
CREATE VIEW relief_control WITH (security_invoker = true) AS
SELECT d.unit_id, d.currency, coalesce(sum(i.amount), 0) - coalesce(sum(o.amount), 0) AS sub_ledger,
       coalesce((SELECT -sum(p.amount) FROM posting p WHERE p.unit_id = d.unit_id AND p.currency = d.currency AND p.account = '4314'), 0) AS control
  FROM relief_drive d
  LEFT JOIN LATERAL (SELECT sum(c.amount) AS amount FROM contribution c WHERE c.drive_id = d.id AND c.state = 'received') i ON true
  LEFT JOIN LATERAL (SELECT sum(x.amount) AS amount FROM relief_distribution x WHERE x.drive_id = d.id AND x.state = 'given') o ON true
 GROUP BY d.unit_id, d.currency;
