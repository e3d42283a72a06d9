-- What has come in for a unit's month, and what of it went up, summed as it is booked: so that a receipt costs the same however many came
-- before it. Both are kept by the statements that add the rows, in their transactions, and never set by anybody else; the verifier sums the
-- rows anew and compares (GET /unit-months/verification). last_day is that of the latest money.
--   dues, fund      by lines of the bank or in cash;   employer-fund  allotted of what employers paid, where a union is there to have it
CREATE TABLE receipt_total (
  unit_id  uuid NOT NULL,
  month    date NOT NULL,
  kind     text NOT NULL CHECK (kind IN ('dues', 'fund', 'employer-fund')),
  currency text NOT NULL,
  amount   bigint NOT NULL,
  last_day date NOT NULL,
  PRIMARY KEY (unit_id, month, kind, currency)
) WITH (fillfactor = 70);
CALL doanket.scope_by_unit('receipt_total');
REVOKE DELETE, TRUNCATE ON receipt_total FROM doanket_app, doanket_worker;

CREATE TABLE share_total (
  unit_id  uuid NOT NULL,
  upper_id uuid NOT NULL,
  month    date NOT NULL,
  stream   text NOT NULL,
  origin   text NOT NULL,
  currency text NOT NULL,
  amount   bigint NOT NULL,
  last_day date NOT NULL,
  PRIMARY KEY (unit_id, month, stream, origin, upper_id, currency)
) WITH (fillfactor = 70);
CREATE INDEX share_total_upper ON share_total (upper_id, month, stream);
CALL doanket.scope_by_unit('share_total');
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON share_total FROM doanket_app;
REVOKE DELETE, TRUNCATE ON share_total FROM doanket_worker;

-- In the order of months, so that two who add to several wait for each other and never in a circle. Whoever books many keeps nested loops
-- from its own plans: not from these.
CREATE FUNCTION keep_receipt_total() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = on AS $$
BEGIN
  INSERT INTO receipt_total AS t (unit_id, month, kind, currency, amount, last_day)
  SELECT f.unit_id, f.month, f.stream, f.currency, sum(f.amount), max(l.value_date) FROM fresh f JOIN bank_line l ON l.no = f.line_no
   GROUP BY f.unit_id, f.month, f.stream, f.currency ORDER BY f.unit_id, f.month, f.stream
  ON CONFLICT (unit_id, month, kind, currency) DO UPDATE
    SET amount = t.amount + excluded.amount, last_day = greatest(t.last_day, excluded.last_day);
  RETURN NULL;
END $$;
CREATE TRIGGER kept_total AFTER INSERT ON receipt REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION keep_receipt_total();

CREATE FUNCTION keep_payment_total() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = on AS $$
BEGIN
  INSERT INTO receipt_total AS t (unit_id, month, kind, currency, amount, last_day)
  SELECT f.unit_id, f.month, 'employer-fund', f.currency, sum(f.amount), max(f.day) FROM fresh f WHERE NOT f.held
   GROUP BY f.unit_id, f.month, f.currency ORDER BY f.unit_id, f.month
  ON CONFLICT (unit_id, month, kind, currency) DO UPDATE
    SET amount = t.amount + excluded.amount, last_day = greatest(t.last_day, excluded.last_day);
  RETURN NULL;
END $$;
CREATE TRIGGER kept_total AFTER INSERT ON fund_payment REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION keep_payment_total();

CREATE FUNCTION keep_share_total() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = on AS $$
BEGIN
  INSERT INTO share_total AS t (unit_id, upper_id, month, stream, origin, currency, amount, last_day)
  SELECT f.unit_id, f.upper_id, f.month, f.stream, f.origin, f.currency, sum(f.amount), max(f.day) FROM fresh f
   GROUP BY f.unit_id, f.upper_id, f.month, f.stream, f.origin, f.currency ORDER BY f.unit_id, f.month, f.stream, f.origin, f.upper_id
  ON CONFLICT (unit_id, month, stream, origin, upper_id, currency) DO UPDATE
    SET amount = t.amount + excluded.amount, last_day = greatest(t.last_day, excluded.last_day);
  RETURN NULL;
END $$;
CREATE TRIGGER kept_total AFTER INSERT ON income_share REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION keep_share_total();
