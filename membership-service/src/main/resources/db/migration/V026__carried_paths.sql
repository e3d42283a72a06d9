-- Rows that carry their unit's path go along with it in a reorganisation: here, for all tables that have one, so that no feature can
-- forget it. What is frozen keeps the path of its day: nobody may change it.
CREATE FUNCTION carry_paths(act uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  rows_of regclass;
BEGIN
  FOR rows_of IN
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'path' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT IN ('unit', 'unit_placement') AND has_column_privilege(c.oid, a.attnum, 'UPDATE')
    ORDER BY c.relname
  LOOP
    EXECUTE format('UPDATE %s r SET path = e.path_after FROM public.reorganisation_effect e WHERE e.reorganisation_id = $1 '
      'AND e.path_after <> e.path_before AND r.path = e.path_before', rows_of) USING act;
  END LOOP;
END $$;
