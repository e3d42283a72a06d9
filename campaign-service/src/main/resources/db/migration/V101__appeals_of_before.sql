-- Sheets that were graded before there was a clock of appeals (V097) have the day that it would have given them, by the rule and the calendar of the day on
-- which they were graded; appeals of before, the day by which they are to be decided. The trail knows when people graded a sheet. Of one that a job graded it
-- was no later than the first appeal, or than its last change: where that is not the day itself, the unit has more time and not less.
ALTER TABLE scoring_sheet NO FORCE ROW LEVEL SECURITY;
ALTER TABLE scoring_appeal NO FORCE ROW LEVEL SECURITY;

-- As org.doanket.platform.time.WorkingDays counts, which a test holds it to: gone again when this is done.
CREATE FUNCTION clock_end(whose text, from_day date, days int) RETURNS date LANGUAGE plpgsql STABLE AS $$
DECLARE
  last date := from_day;
  off date[] := '{}';
  instead date;
  fixed record;
BEGIN
  -- Days off of every year, and those in place of one on a weekend, of all years that so many days may reach.
  FOR year_of IN extract(year FROM from_day)::int .. extract(year FROM from_day + 2 * days + 60)::int LOOP
    off := off || ARRAY(SELECT make_date(year_of, y.month, y.day) FROM yearly_holiday y
                         WHERE y.jurisdiction = whose AND make_date(year_of, y.month, y.day) >= y.since);
    FOR fixed IN SELECT make_date(year_of, y.month, y.day) AS day FROM yearly_holiday y WHERE y.jurisdiction = whose AND y.made_up
                    AND make_date(year_of, y.month, y.day) >= y.since AND extract(isodow FROM make_date(year_of, y.month, y.day)) > 5
                    AND NOT EXISTS (SELECT FROM holiday h WHERE h.jurisdiction = whose AND h.day = make_date(year_of, y.month, y.day)) ORDER BY 1 LOOP
      instead := fixed.day + 1;
      WHILE extract(isodow FROM instead) > 5 OR instead = ANY (off) LOOP
        instead := instead + 1;
      END LOOP;
      off := off || instead;
    END LOOP;
  END LOOP;
  FOR counted IN 1 .. days LOOP
    LOOP
      last := last + 1;
      EXIT WHEN coalesce((SELECT h.worked FROM holiday h WHERE h.jurisdiction = whose AND h.day = last), extract(isodow FROM last) < 6 AND last <> ALL (off));
    END LOOP;
  END LOOP;
  RETURN last;
END $$;

-- The rule that held on a day: of those that had begun the newest, before all of them the first.
CREATE FUNCTION clock_due(whose text, clock text, day date, OUT last date, OUT rule text) LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN r.working THEN clock_end(whose, day, r.days) ELSE day + r.days END, r.citation FROM clock_rule r
   WHERE r.jurisdiction = whose AND r.what = clock AND r.cancelled_at IS NULL
   ORDER BY r.valid_from > day, CASE WHEN r.valid_from > day THEN r.valid_from - day ELSE day - r.valid_from END LIMIT 1
$$;

UPDATE scoring_sheet s SET appeal_by = d.last, appeal_rule = d.rule
  FROM (SELECT g.id, c.jurisdiction, legal_day(c.jurisdiction, coalesce(
                 (SELECT max(e.at) FROM audit_entry e WHERE e.unit_id = g.unit_id AND e.action = 'scoring-sheet-graded' AND e.subject_id = g.id::text),
                 (SELECT min(a.made_at) FROM scoring_appeal a WHERE a.sheet_id = g.id), g.changed_at)) AS graded_on
          FROM scoring_sheet g JOIN criteria_set c ON c.id = g.set_id WHERE g.state = 'graded' AND g.appeal_by IS NULL) t
 CROSS JOIN LATERAL clock_due(t.jurisdiction, 'grading-appeal', t.graded_on) d
 WHERE s.id = t.id;
UPDATE scoring_appeal a SET decide_by = d.last
  FROM scoring_appeal m JOIN scoring_sheet s ON s.id = m.sheet_id JOIN criteria_set c ON c.id = s.set_id
 CROSS JOIN LATERAL clock_due(c.jurisdiction, 'grading-appeal-decision', legal_day(c.jurisdiction, m.made_at)) d
 WHERE a.id = m.id AND m.decide_by IS NULL;

DROP FUNCTION clock_due(text, text, date), clock_end(text, date, int);
ALTER TABLE scoring_sheet FORCE ROW LEVEL SECURITY;
ALTER TABLE scoring_appeal FORCE ROW LEVEL SECURITY;
