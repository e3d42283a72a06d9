-- What a line of the bank was, where it is neither dues nor an employer's nor a contribution: an entry says so. Either the entry itself takes
-- the line out of suspense (by hand), or a document had booked the same money of the bank before; then told_id is the entry that takes it out
-- of the bank's account once, where it stood twice. A line that is put back is released, and stays on record.
CREATE TABLE line_entry (
  no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  line_no     bigint NOT NULL REFERENCES bank_line (no),
  entry_id    uuid NOT NULL,
  unit_id     uuid NOT NULL,
  amount      bigint NOT NULL CHECK (amount <> 0),
  told_id     uuid,
  said_by     text NOT NULL,
  said_at     timestamptz NOT NULL,
  released_at timestamptz,
  released_by text,
  CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE UNIQUE INDEX line_entry_once ON line_entry (line_no, entry_id) WHERE released_at IS NULL;
CREATE INDEX line_entry_entry ON line_entry (entry_id) WHERE released_at IS NULL;
CREATE INDEX line_entry_unit ON line_entry (unit_id);
CALL doanket.scope_by_unit('line_entry');
REVOKE UPDATE, DELETE, TRUNCATE ON line_entry FROM doanket_app, doanket_worker;
GRANT UPDATE (released_at, released_by) ON line_entry TO doanket_app;

-- Lines whose money stands in suspense (3384), of which nobody has said yet what they were.
CREATE VIEW suspended_line WITH (security_invoker = true) AS
SELECT l.no, l.id, l.unit_id, l.value_date, l.amount, l.currency, l.bank_account_id FROM bank_line l
 WHERE l.source <> 'cash' AND NOT EXISTS (SELECT FROM live_receipt r WHERE r.line_no = l.no)
   AND NOT EXISTS (SELECT FROM refund f WHERE f.paid_line = l.no)
   AND NOT EXISTS (SELECT FROM employer_line w WHERE w.line_no = l.no)
   AND NOT EXISTS (SELECT FROM contribution t WHERE t.line_no = l.no AND t.state <> 'reversed')
   AND NOT EXISTS (SELECT FROM line_entry x WHERE x.line_no = l.no AND x.released_at IS NULL);
GRANT SELECT ON suspended_line TO doanket_app, doanket_worker;
REVOKE INSERT, UPDATE, DELETE ON suspended_line FROM doanket_app, doanket_worker;

ALTER TABLE entry_proposal ADD COLUMN bank_lines uuid[];

INSERT INTO closing_entry_kind VALUES ('line-told', 'what the bank tells late of money that a document has booked');
