-- One request may ask for many obligations, and one credit may pay many of them: a company for its workers by a list, a member for
-- several months. An employer stands here by name and tax code; employer_id is for those that are on a register of their own.
ALTER TABLE payment_request ADD COLUMN employer_id uuid, ADD COLUMN employer_name text, ADD COLUMN employer_tax_code text,
  ADD CONSTRAINT payment_request_employer CHECK ((employer_name IS NULL) = (employer_tax_code IS NULL));
CREATE INDEX payment_request_employer ON payment_request (employer_tax_code) WHERE employer_tax_code IS NOT NULL;

CREATE TABLE payment_item (
  request_id uuid NOT NULL REFERENCES payment_request,
  line       int NOT NULL,
  unit_id    uuid NOT NULL,
  month      date NOT NULL CHECK (extract(day FROM month) = 1),
  stream     text NOT NULL CHECK (stream IN ('dues', 'fund')),
  member_no  bigint,
  amount     bigint NOT NULL CHECK (amount > 0),
  PRIMARY KEY (request_id, line)
);
CREATE INDEX payment_item_member ON payment_item (member_no, month) WHERE member_no IS NOT NULL;
CREATE INDEX payment_item_unit ON payment_item (unit_id, month);
ALTER TABLE payment_request NO FORCE ROW LEVEL SECURITY;
INSERT INTO payment_item SELECT id, 1, unit_id, month, stream, member_no, amount FROM payment_request;
ALTER TABLE payment_request FORCE ROW LEVEL SECURITY;
CALL doanket.scope_by_unit('payment_item');
CALL doanket.append_only('payment_item');

-- What still comes in on a request that was taken back waits in suspense for somebody to decide.
CREATE TABLE payment_cancellation (
  request_id   uuid PRIMARY KEY REFERENCES payment_request,
  unit_id      uuid NOT NULL,
  cancelled_at timestamptz NOT NULL,
  cancelled_by text NOT NULL,
  why          text NOT NULL
);
CALL doanket.scope_by_unit('payment_cancellation');
CALL doanket.append_only('payment_cancellation');

-- A line may have many receipts now, one for each thing that it paid and one for what came above. What was assigned wrongly is taken
-- back by a receipt of the opposite amounts, so that every sum of receipts stays right by itself.
DO $$
DECLARE
  old text;
BEGIN
  FOR old IN SELECT conname FROM pg_constraint WHERE conrelid = 'receipt'::regclass AND contype = 'c'
                AND pg_get_constraintdef(oid) ~ 'amount|surplus|matched_by' LOOP
    EXECUTE format('ALTER TABLE receipt DROP CONSTRAINT %I', old);
  END LOOP;
END $$;
ALTER TABLE receipt DROP CONSTRAINT receipt_line_no_key,
  ADD COLUMN item_line int,
  ADD COLUMN member_no bigint,
  ADD COLUMN reverses_id uuid UNIQUE REFERENCES receipt,
  ADD CONSTRAINT receipt_sign CHECK (CASE WHEN reverses_id IS NULL THEN amount >= 0 AND surplus >= 0 AND amount + surplus > 0
                                          ELSE amount <= 0 AND surplus <= 0 AND amount + surplus < 0 END),
  ADD CONSTRAINT receipt_matched_by CHECK (matched_by IN ('reference', 'reference-other-amount', 'virtual-account', 'hand', 'undone'));
CREATE INDEX receipt_line ON receipt (line_no);
CREATE INDEX receipt_member ON receipt (member_no, month, unit_id, stream) WHERE member_no IS NOT NULL;

-- What has not been taken back.
CREATE VIEW live_receipt WITH (security_invoker = true) AS
SELECT r.* FROM receipt r WHERE r.reverses_id IS NULL AND NOT EXISTS (SELECT FROM receipt x WHERE x.reverses_id = r.id);
GRANT SELECT ON live_receipt TO doanket_app, doanket_worker;
REVOKE INSERT, UPDATE, DELETE ON live_receipt FROM doanket_app, doanket_worker;
