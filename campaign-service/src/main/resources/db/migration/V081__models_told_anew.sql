-- What other services are told of a model: its whole state, as ModelEvent.Published has it.
CREATE FUNCTION model_state(m good_practice_model) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_strip_nulls(json_build_object('id', m.id, 'unitId', m.unit_id, 'name', m.name, 'jurisdiction', m.jurisdiction, 'field', m.field, 'subjectKind',
    m.subject_kind, 'state', m.state, 'year', m.year, 'registeredOn', m.registered_on, 'level', m.level, 'recognisedOn', m.decided_on,
    'isPublic', m.holder_public OR m.subject_kind = 'collective' AND m.holder_member IS NULL,
    'place', CASE WHEN coalesce(m.place_code, m.place, m.latitude::text) IS NOT NULL
      THEN json_build_object('code', m.place_code, 'text', m.place, 'latitude', m.latitude, 'longitude', m.longitude) END))
$$;

-- Tells models as they are now, without a step of theirs. Each one's row is locked before its fact has a number; of a draft nobody has heard.
CREATE FUNCTION tell_models(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH told AS (UPDATE good_practice_model m SET facts = m.facts + 1 WHERE m.id = ANY (ids) AND m.facts > 0 RETURNING m AS whole)
  INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
  SELECT 'model', (whole).id, (whole).facts, CASE WHEN (whole).state IN ('withdrawn', 'stopped') THEN 'model-stopped' ELSE 'model-changed' END, model_state(whole)
    FROM told
$$;

-- Facts of before told the level at which a model was proposed as that at which it was recognised (V072), and nothing of whether it may be shown: each model is
-- told once more, as it is.
ALTER TABLE good_practice_model NO FORCE ROW LEVEL SECURITY;
SELECT tell_models(array_agg(id)) FROM good_practice_model WHERE facts > 0;
ALTER TABLE good_practice_model FORCE ROW LEVEL SECURITY;
