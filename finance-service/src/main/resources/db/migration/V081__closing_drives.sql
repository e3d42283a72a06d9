-- A drive goes to the first heir with all that came in for it and went out of it, so that its sub-ledger stands beside the account it belongs to.
GRANT UPDATE (unit_id) ON relief_drive, relief_distribution, contribution, pledge TO doanket_worker;
GRANT UPDATE (version) ON pledge TO doanket_worker;

-- Nothing new is collected for, promised or taken in where the books are closed.
CREATE TRIGGER frozen_unit AFTER INSERT ON relief_drive REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_unit();
CREATE TRIGGER frozen_unit AFTER INSERT ON pledge REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_unit();
CREATE TRIGGER frozen_unit AFTER INSERT ON contribution REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_unit();
