-- Who scores may hold his role below the panel's unit: his transaction sees the one panel that he scores, and its models, and nothing else of there.
CREATE FUNCTION panel_scored() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('doanket.panel_scored', true), '')::uuid $$;
CREATE POLICY scorer_reads ON panel FOR SELECT TO doanket_app USING (id = panel_scored());
CREATE POLICY scorer_counts ON panel FOR UPDATE TO doanket_app USING (id = panel_scored());
CREATE POLICY scorer_reads ON good_practice_model FOR SELECT TO doanket_app
  USING (panel_scored() IS NOT NULL AND EXISTS (SELECT FROM panel_entry e WHERE e.panel_id = panel_scored() AND e.model_id = id));
