-- A month without entries has no row, and so none that a closing of a later one could hold or find open. What is dated into it while, or after, a
-- later one is closed would come before a seal that does not know of it: it is held against the next month that has a row, too. Months close in
-- their order: if any later one is closed, that one is.
CREATE OR REPLACE FUNCTION check_entries() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = on AS $$
DECLARE
  month_status text;
  is_one boolean;
BEGIN
  IF EXISTS (SELECT FROM fresh f WHERE NOT EXISTS (SELECT FROM posting p WHERE p.entry_no = f.no)) THEN
    RAISE EXCEPTION 'entry without lines' USING ERRCODE = 'DK003';
  END IF;
  SELECT count(DISTINCT unit_id) = 1 INTO is_one FROM fresh;
  IF is_one THEN
    PERFORM pg_advisory_xact_lock_shared(books_key((SELECT unit_id FROM fresh LIMIT 1)));
  END IF;
  INSERT INTO period (unit_id, month)
  SELECT DISTINCT unit_id, date_trunc('month', effective_date)::date FROM fresh ORDER BY 1, 2
  ON CONFLICT DO NOTHING;
  IF is_one THEN
    IF EXISTS (SELECT FROM period p, (SELECT unit_id, date_trunc('month', min(effective_date))::date AS month FROM fresh GROUP BY unit_id) f
                WHERE p.unit_id = f.unit_id AND p.month >= f.month AND p.status = 'closed') THEN
      RAISE EXCEPTION 'period is closed' USING ERRCODE = 'DK004';
    END IF;
    RETURN NULL;
  END IF;
  FOR month_status IN
    WITH booked AS (SELECT DISTINCT unit_id, date_trunc('month', effective_date)::date AS month FROM fresh)
    SELECT p.status FROM period p
     WHERE (p.unit_id, p.month) IN (SELECT b.unit_id, b.month FROM booked b
             UNION SELECT b.unit_id, (SELECT min(n.month) FROM period n WHERE n.unit_id = b.unit_id AND n.month > b.month) FROM booked b)
     ORDER BY p.unit_id, p.month FOR SHARE OF p
  LOOP
    IF month_status = 'closed' THEN
      RAISE EXCEPTION 'period is closed' USING ERRCODE = 'DK004';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
