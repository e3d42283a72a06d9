-- What was chosen by mistake is taken back, and counts on no day: the audit trail alone keeps that it was there.
DROP TRIGGER append_only ON movement_choice;
GRANT DELETE ON movement_choice TO doanket_app;

-- The unit counts as one that has chosen from the first day of what it still has.
CREATE FUNCTION choices_taken_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changes tally_change[];
BEGIN
  SELECT array_agg(c) INTO changes FROM (
    SELECT ROW('choices', s.movement_id::text, s.unit_id, s.code, 'content', '', '', s.chosen_on, -1, 0)::tally_change AS c FROM stale s
    UNION ALL
    SELECT ROW('choices', u.movement_id::text, u.unit_id, '', 'unit', '', '', d.day, d.n, 0)::tally_change
      FROM (SELECT DISTINCT movement_id, unit_id FROM stale) u
      CROSS JOIN LATERAL (
        SELECT t.day, -t.n AS n FROM tally_cell t WHERE t.what = 'choices' AND t.subject = u.movement_id::text AND t.unit_id = u.unit_id AND t.own AND t.span = 'd'
           AND t.field = '' AND t.kind = 'unit'
        UNION ALL
        SELECT min(o.chosen_on), 1 FROM movement_choice o WHERE o.movement_id = u.movement_id AND o.unit_id = u.unit_id HAVING count(*) > 0) d) AS every;
  IF changes IS NOT NULL THEN
    PERFORM tally_add(changes);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER choices_taken_back AFTER DELETE ON movement_choice REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION choices_taken_back();
