-- Who comes back is admitted by a decision as anybody is, and whom a decision has expelled no lower a unit takes back than the one above.
ALTER TABLE return_rule ADD needs_act boolean NOT NULL DEFAULT true;
ALTER TABLE return_rule ADD by_above boolean;
UPDATE return_rule SET by_above = former_status = 'expelled';
ALTER TABLE return_rule ALTER by_above SET NOT NULL;
UPDATE return_rule SET citation = citation || '; that the unit above decides is Doanket''s own' WHERE former_status = 'expelled';
ALTER TABLE member_return ADD act_number text;
ALTER TABLE member_return ADD act_date date;

DROP FUNCTION returning_rule(text, text, date);
CREATE FUNCTION returning_rule(of_jurisdiction text, of_status text, day date)
  RETURNS TABLE (former_status text, may_return boolean, years_count boolean, needs_act boolean, by_above boolean, citation text, verified boolean)
  LANGUAGE sql STABLE AS $$
  SELECT x.former_status, x.may_return, x.years_count, x.needs_act, x.by_above, x.citation, x.verified
    FROM return_rule x
   WHERE x.jurisdiction = of_jurisdiction AND x.former_status = of_status AND x.valid_from <= day AND x.cancelled_at IS NULL
   ORDER BY x.valid_from DESC LIMIT 1
$$;

-- Somebody dies after the membership is over, too.
UPDATE status_rule SET from_statuses = from_statuses || '{retired,left,lapsed,expelled,excluded,union-ended}' WHERE status = 'deceased';
