-- The planner must know of the rows that have just come, or it holds each against all the others of its place. Only the owner may look.
CREATE FUNCTION analyze_model_imports() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ BEGIN ANALYZE public.model_import_row; END $$;
REVOKE ALL ON FUNCTION analyze_model_imports() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_model_imports() TO doanket_worker;
