-- A move by itself carries what stands under the unit's path as an act does: for all tables that have one.
CREATE FUNCTION carry_paths(path_before text, path_after text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  rows_of regclass;
BEGIN
  FOR rows_of IN
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'path' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT IN ('unit', 'unit_placement') AND has_column_privilege(c.oid, a.attnum, 'UPDATE')
    ORDER BY c.relname
  LOOP
    EXECUTE format('UPDATE %s SET path = $2 || substr(path, length($1) + 1) WHERE path >= $1 AND path < $3', rows_of)
      USING path_before, path_after, substr(path_before, 1, length(path_before) - 1) || '0';
  END LOOP;
END $$;
