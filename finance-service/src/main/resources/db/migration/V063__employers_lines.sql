-- A line of the bank may bring an employer's money: found by the reference of a request to him, by his tax code in the memo, or said by
-- hand. It is booked out of suspense into his receipts, which pay his oldest months first.
ALTER TABLE fund_receipt ADD COLUMN line_no bigint REFERENCES bank_line (no);
ALTER TABLE fund_receipt ADD COLUMN request_id uuid REFERENCES payment_request;
CREATE INDEX fund_receipt_line ON fund_receipt (line_no) WHERE line_no IS NOT NULL;
CREATE INDEX fund_receipt_request ON fund_receipt (request_id) WHERE request_id IS NOT NULL;

-- Lines that an employer's money came by, and that were not put back into suspense since.
CREATE VIEW employer_line WITH (security_invoker = true) AS
SELECT f.line_no, f.id AS receipt_id, f.employer_no, f.amount, f.currency FROM fund_receipt f
 WHERE f.line_no IS NOT NULL AND NOT EXISTS (SELECT FROM fund_receipt x WHERE x.reverses_id = f.id);
GRANT SELECT ON employer_line TO doanket_app, doanket_worker;
REVOKE INSERT, UPDATE, DELETE ON employer_line FROM doanket_app, doanket_worker;

-- Payers leave out the hyphen of a branch's number, and so do banks.
CREATE INDEX employer_written ON employer (unit_id, replace(tax_code, '-', ''));

-- From which accounts employers have paid, as known_payer of members.
CREATE TABLE employer_payer (
  unit_id     uuid NOT NULL,
  payer_index bytea NOT NULL,
  employer_no bigint NOT NULL REFERENCES employer (no),
  times       bigint NOT NULL,
  last_on     date NOT NULL,
  PRIMARY KEY (unit_id, payer_index, employer_no)
);
CALL doanket.scope_by_unit('employer_payer');

-- All words of a memo that may be a tax code, without hyphens: as written, and where letters are run together with it.
CREATE FUNCTION tax_codes_in(memo text) RETURNS TABLE (word text) LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT replace(w[1], '-', '') FROM unnest(ARRAY['[0-9A-Z]{6,20}(?:-[0-9]{1,5})?', '[0-9]{6,20}(?:-[0-9]{1,5})?']) AS p (pattern)
   CROSS JOIN LATERAL regexp_matches(upper(memo), '(' || p.pattern || ')', 'g') AS w
$$;
