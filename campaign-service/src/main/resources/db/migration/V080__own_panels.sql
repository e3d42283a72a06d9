-- Who scores finds the panels that he is on, and reads the models that he scores there, wherever he holds his role. His transaction sees the panels that are
-- his, and the one model that it asks for with its papers, and nothing else of there.
ALTER TABLE panel_scorer NO FORCE ROW LEVEL SECURITY;      -- own_panels asks who is on which panel
CREATE INDEX panel_scorer_subject ON panel_scorer (subject) WHERE left_at IS NULL;
CREATE FUNCTION own_panels() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT panel_id FROM panel_scorer WHERE subject = nullif(current_setting('doanket.panel_subject', true), '') AND left_at IS NULL $$;
REVOKE EXECUTE ON FUNCTION own_panels() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_panels() TO doanket_app;
CREATE POLICY own_reads ON panel FOR SELECT TO doanket_app USING (id IN (SELECT own_panels()));

CREATE FUNCTION model_scored() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('doanket.model_scored', true), '')::uuid $$;
CREATE POLICY scored_reads ON good_practice_model FOR SELECT TO doanket_app USING (id = model_scored());
CREATE POLICY of_scored_model ON attachment FOR SELECT TO doanket_app USING (subject_type = 'model' AND subject_id = model_scored());
