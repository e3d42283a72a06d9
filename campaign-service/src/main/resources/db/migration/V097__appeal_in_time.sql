-- Who objects to the points of a sheet does so in time, and is answered in time: clocks like others. A sheet keeps the day that the rule gave it when it was
-- graded. Of sheets graded before it is not known, so they have none.
INSERT INTO clock_rule (jurisdiction, what, valid_from, days, working, citation, verified)
SELECT j, what, date '2020-01-01', days, working, 'Doanket''s own word: no official time was found', false
FROM unnest(ARRAY['vn', 'cn']) j, (VALUES ('grading-appeal', 15, true), ('grading-appeal-decision', 30, true)) r (what, days, working);
ALTER TABLE scoring_sheet
  ADD COLUMN appeal_by   date,
  ADD COLUMN appeal_rule text,
  ADD CHECK ((appeal_by IS NULL) = (appeal_rule IS NULL));
ALTER TABLE scoring_appeal ADD COLUMN decide_by date;
