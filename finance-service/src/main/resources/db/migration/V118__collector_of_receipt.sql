-- Money of an employer is received in the books of the unit that collects his fund. Another unit collects only once nothing of his is left over with
-- the one before: whoever changes that holds his row, and whoever has read him before that finds out here and is told to look again.
CREATE FUNCTION check_collector() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM employer e WHERE e.no IN (SELECT f.employer_no FROM fresh f) ORDER BY e.no FOR KEY SHARE;
  IF EXISTS (SELECT FROM fresh f WHERE NOT EXISTS (SELECT FROM employer e WHERE e.no = f.employer_no AND e.unit_id = f.unit_id)) THEN
    RAISE EXCEPTION 'another unit collects the fund of this employer' USING ERRCODE = '40001';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER collector AFTER INSERT ON fund_receipt REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_collector();
