-- A recognition is taken back by a decision, as it was given by one. Both stand; what a model is recognised by follows from them.
CREATE TABLE recognition_revocation (
  recognition_id uuid PRIMARY KEY REFERENCES recognition,
  unit_id        uuid NOT NULL,            -- that holds the model
  decision       text NOT NULL,
  revoked_on     date NOT NULL,
  reason         text NOT NULL,
  recorded_by    text NOT NULL,
  recorded_at    timestamptz NOT NULL
);
CALL doanket.append_only('recognition_revocation');
CALL doanket.scope_by_unit('recognition_revocation');

-- What was taken back may be given again. That a model is recognised once at a level is looked at where its row is locked.
ALTER TABLE recognition DROP CONSTRAINT recognition_model_id_level_key;
CREATE INDEX recognition_model ON recognition (model_id, level);

CREATE OR REPLACE VIEW catalogue_model WITH (security_invoker = true) AS
SELECT m.id, m.origin_id, m.unit_id, m.jurisdiction, m.subject_kind, m.field, m.year, CASE WHEN m.state IN ('kept', 'spread') THEN m.state ELSE 'recognised' END AS state,
       r.level, r.decided_on, r.by_unit_id, o.agreed, CASE WHEN o.agreed THEN '' ELSE coalesce(m.holder, '') END AS hidden,
       CASE WHEN o.agreed THEN m.name ELSE coalesce(replace(m.name, nullif(m.holder, ''), '…'), m.name) END AS name,
       CASE WHEN m.holder_public THEN m.holder END AS holder, m.place_code, CASE WHEN o.agreed THEN m.place END AS place,
       CASE WHEN o.agreed THEN m.latitude END AS latitude, CASE WHEN o.agreed THEN m.longitude END AS longitude,
       CASE WHEN o.agreed THEN m.goals END AS goals, CASE WHEN o.agreed THEN m.content END AS content, CASE WHEN o.agreed THEN m.results END AS results
  FROM good_practice_model m
 CROSS JOIN LATERAL (SELECT m.holder_public OR m.subject_kind = 'collective' AND m.holder_member IS NULL AS agreed) o
 CROSS JOIN LATERAL (SELECT n.level, n.decided_on, n.by_unit_id FROM recognition n JOIN recognition_level l ON l.jurisdiction = m.jurisdiction AND l.code = n.level
                      WHERE n.model_id = m.id AND NOT EXISTS (SELECT FROM recognition_revocation v WHERE v.recognition_id = n.id) ORDER BY l.rank DESC LIMIT 1) r
 WHERE m.decision IS NOT NULL AND m.state IN ('recognised', 'kept', 'spread', 'proposed', 'not-recognised');
