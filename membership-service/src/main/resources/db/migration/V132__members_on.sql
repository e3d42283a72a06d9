-- Who was a member on a day is counted of a small unit without reading what has happened since to everybody else: an act that ended a hundred thousand made
-- each count before its day read their hundred thousand events, whatever the unit. Of many members, or where little has happened since, it is still quicker
-- to read the events at once.

CREATE FUNCTION members_on(day date, units uuid[], few int)
  RETURNS TABLE (member_id uuid, unit_id uuid, sex text, category text, status text, dues_kind text)
  LANGUAGE sql STABLE AS $$
  WITH wanted AS MATERIALIZED (
    SELECT DISTINCT unnest(units) AS id
  ), size AS MATERIALIZED (
    SELECT count(*) <= few AND count(*) < (SELECT count(*) FROM (SELECT FROM member_event e WHERE e.version > 1 AND e.effective > day LIMIT few + 1) since)
        AS is_small FROM (
      SELECT FROM wanted w JOIN member m ON m.unit_id = w.id
       UNION ALL
      SELECT FROM wanted w JOIN member_event e ON (e.detail -> 'unitId' ->> 0) = w.id::text AND jsonb_typeof(e.detail -> 'unitId') = 'array'
        AND e.version > 1 AND e.effective > day LIMIT few + 1) met
  ), later AS MATERIALIZED (
    SELECT e.member_id, jsonb_object_agg(c.key, c.value -> 0 ORDER BY e.effective DESC, e.version DESC) AS was
      FROM member_event e CROSS JOIN LATERAL jsonb_each(e.detail) c
     WHERE e.version > 1 AND e.effective > day AND c.key IN ('unitId', 'category', 'status', 'duesKind') AND jsonb_typeof(c.value) = 'array'
     GROUP BY e.member_id
  ), candidate AS (
    -- Each by himself: who is here, and who was before an event since, whichever. One who has never changed is asked of no event.
    (SELECT m.id, m.unit_id, m.sex, m.category, m.status, m.dues_kind, m.joined_on, CASE WHEN m.version > 1 THEN (
         SELECT jsonb_object_agg(c.key, c.value -> 0 ORDER BY e.effective DESC, e.version DESC)
           FROM member_event e CROSS JOIN LATERAL jsonb_each(e.detail) c
          WHERE e.member_id = m.id AND e.version > 1 AND e.effective > day AND c.key IN ('unitId', 'category', 'status', 'duesKind')
            AND jsonb_typeof(c.value) = 'array') END AS was
       FROM (SELECT n.* FROM wanted w JOIN member n ON n.unit_id = w.id
              UNION ALL
             SELECT n.* FROM (SELECT DISTINCT e.member_id FROM wanted w JOIN member_event e ON (e.detail -> 'unitId' ->> 0) = w.id::text
                 AND jsonb_typeof(e.detail -> 'unitId') = 'array' AND e.version > 1 AND e.effective > day) g JOIN member n ON n.id = g.member_id
              WHERE n.unit_id NOT IN (SELECT id FROM wanted)) m
      WHERE (SELECT is_small FROM size) OFFSET 0)
    UNION ALL
    -- All at once, beside all that has happened since.
    (SELECT m.id, m.unit_id, m.sex, m.category, m.status, m.dues_kind, m.joined_on, l.was
       FROM wanted w JOIN member m ON m.unit_id = w.id LEFT JOIN later l ON l.member_id = m.id
      WHERE NOT (SELECT is_small FROM size))
    UNION ALL
    (SELECT m.id, m.unit_id, m.sex, m.category, m.status, m.dues_kind, m.joined_on, l.was
       FROM later l JOIN wanted w ON w.id = (l.was ->> 'unitId')::uuid JOIN member m ON m.id = l.member_id
      WHERE NOT (SELECT is_small FROM size) AND m.unit_id NOT IN (SELECT id FROM wanted))
  ), past AS (
    SELECT c.id, c.sex,
           CASE WHEN jsonb_exists(c.was, 'unitId') THEN (c.was ->> 'unitId')::uuid ELSE c.unit_id END AS unit_id,
           CASE WHEN jsonb_exists(c.was, 'category') THEN c.was ->> 'category' ELSE c.category END AS category,
           CASE WHEN jsonb_exists(c.was, 'status') THEN c.was ->> 'status' ELSE c.status END AS status,
           CASE WHEN jsonb_exists(c.was, 'duesKind') THEN c.was ->> 'duesKind' ELSE c.dues_kind END AS dues_kind
      FROM candidate c
     WHERE c.joined_on <= day
  )
  SELECT p.id, p.unit_id, p.sex, p.category, p.status, p.dues_kind
    FROM past p JOIN member_status s ON s.code = p.status AND s.is_open JOIN wanted w ON w.id = p.unit_id
$$;

CREATE OR REPLACE FUNCTION members_on(day date, units uuid[])
  RETURNS TABLE (member_id uuid, unit_id uuid, sex text, category text, status text, dues_kind text)
  LANGUAGE sql STABLE AS $$
  SELECT * FROM members_on(day, units, 10000)
$$;
