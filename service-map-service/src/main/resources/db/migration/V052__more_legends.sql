-- What is filed at a desk and what a tip may be about are offered from one day to another as kinds of points are, and set through the API.
DO $$
DECLARE legend text;
BEGIN
  FOREACH legend IN ARRAY ARRAY['filing_procedure', 'tips.tip_kind'] LOOP
    EXECUTE format('ALTER TABLE %s ADD COLUMN valid_from date NOT NULL DEFAULT ''2018-01-01'', ADD COLUMN valid_to date CHECK (valid_to > valid_from), '
      'ADD COLUMN version bigint NOT NULL DEFAULT 1', legend);
    EXECUTE format('ALTER TABLE %s ALTER COLUMN valid_from DROP DEFAULT', legend);
    EXECUTE format('GRANT INSERT, UPDATE ON %s TO doanket_app', legend);
  END LOOP;
END $$;
