-- A line of the bank is never changed but in one way: who paid goes when he is forgotten. What the bank wrote besides goes with him, since
-- it may name him; the reference, by which the line was matched, stays.
DROP TRIGGER append_only ON bank_line;
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON bank_line FOR EACH STATEMENT EXECUTE FUNCTION doanket.refuse_change();
CREATE TRIGGER only_forgetting BEFORE UPDATE ON bank_line FOR EACH ROW
  WHEN (new.payer_account IS NOT NULL OR new.payer_index IS NOT NULL OR new.memo <> coalesce(old.reference, '')
        OR new.payer !~ '^X[0-9A-F]{12}$')
  EXECUTE FUNCTION doanket.refuse_change();
GRANT UPDATE (payer, payer_account, payer_index, memo) ON bank_line TO doanket_worker;
