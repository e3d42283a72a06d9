-- Since when a line is known, so that a balance can be asked for as it was known at a past moment. All lines of an entry, and the entry,
-- are one statement and therefore known at one moment.
ALTER TABLE journal_entry ALTER COLUMN recorded_at SET DEFAULT statement_timestamp();
ALTER TABLE posting ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT statement_timestamp();
DROP INDEX posting_unit;
CREATE INDEX posting_unit ON posting (unit_id, effective_date) INCLUDE (account, amount, currency, recorded_at);
CREATE INDEX posting_account ON posting (unit_id, account, effective_date, entry_no, line) INCLUDE (amount, currency, recorded_at);
