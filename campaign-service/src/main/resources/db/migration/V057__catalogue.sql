-- What everybody may know of a model once it was recognised: the one place that says so. Of an individual, and of a collective's model that a
-- member holds, only what he agreed to: without that neither name nor place nor what was written freely, and his name taken out of its title.
CREATE VIEW catalogue_model WITH (security_invoker = true) AS
SELECT m.id, m.origin_id, m.unit_id, m.jurisdiction, m.subject_kind, m.field, m.year, CASE WHEN m.state IN ('kept', 'spread') THEN m.state ELSE 'recognised' END AS state,
       r.level, r.decided_on, r.by_unit_id, o.agreed, CASE WHEN o.agreed THEN '' ELSE coalesce(m.holder, '') END AS hidden,
       CASE WHEN o.agreed THEN m.name ELSE coalesce(replace(m.name, nullif(m.holder, ''), '…'), m.name) END AS name,
       CASE WHEN m.holder_public THEN m.holder END AS holder, m.place_code, CASE WHEN o.agreed THEN m.place END AS place,
       CASE WHEN o.agreed THEN m.latitude END AS latitude, CASE WHEN o.agreed THEN m.longitude END AS longitude,
       CASE WHEN o.agreed THEN m.goals END AS goals, CASE WHEN o.agreed THEN m.content END AS content, CASE WHEN o.agreed THEN m.results END AS results
  FROM good_practice_model m
 CROSS JOIN LATERAL (SELECT m.holder_public OR m.subject_kind = 'collective' AND m.holder_member IS NULL AS agreed) o
 CROSS JOIN LATERAL (SELECT n.level, n.decided_on, n.by_unit_id FROM recognition n JOIN recognition_level l ON l.jurisdiction = m.jurisdiction AND l.code = n.level
                      WHERE n.model_id = m.id ORDER BY l.rank DESC LIMIT 1) r
 WHERE m.decision IS NOT NULL AND m.state IN ('recognised', 'kept', 'spread', 'proposed', 'not-recognised');
GRANT SELECT ON catalogue_model TO doanket_worker;
CREATE INDEX good_practice_model_recognised ON good_practice_model (id) WHERE decision IS NOT NULL;
