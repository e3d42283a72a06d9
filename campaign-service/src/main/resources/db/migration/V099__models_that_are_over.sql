-- Which states of a model nothing more comes of is said here, and nowhere else.
ALTER TABLE good_practice_model ADD COLUMN is_over boolean NOT NULL GENERATED ALWAYS AS (state IN ('withdrawn', 'stopped')) STORED;

-- What is told of a model without a step of its own: id, version, name and payload of the fact.
CREATE FUNCTION model_fact(m good_practice_model) RETURNS TABLE (id uuid, version bigint, type text, payload json) LANGUAGE sql STABLE AS
$$ SELECT m.id, m.facts, CASE WHEN m.is_over THEN 'model-stopped' ELSE 'model-changed' END, model_state(m) $$;

-- The insert reads what the update returns, so both run.
CREATE OR REPLACE FUNCTION tell_models(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH told AS (UPDATE good_practice_model m SET facts = m.facts + 1 WHERE m.id = ANY (ids) AND m.facts > 0 RETURNING m AS whole)
  INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload) SELECT 'model', f.* FROM told, model_fact(told.whole) f
$$;
