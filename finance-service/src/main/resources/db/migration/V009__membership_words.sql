-- The words that membership-service uses: 'guild' is R4, and a member of an import that was undone has never been one.
UPDATE dues_kind SET kind = 'guild' WHERE jurisdiction = 'vn' AND kind = 'fixed';
UPDATE dues_kind SET word = 'guild' WHERE jurisdiction = 'vn' AND word = 'fixed';
UPDATE dues_rule SET dues_kind = 'guild' WHERE jurisdiction = 'vn' AND dues_kind = 'fixed';

DROP FUNCTION learn_member;

-- One call per fact: this many facts come at once when a federation moves in. A new state counts from the day that the fact
-- names for it, else from the day of the fact, and of one day the newest for the whole day; a first fact counts from the
-- member's admission.
CREATE FUNCTION learn_member(fact_id uuid, fact_day date, new_unit uuid, new_code text, new_name text, new_category text,
                             new_status text, status_since date, new_since date, new_kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  member bigint;
  span member_span;
  begins date;
BEGIN
  INSERT INTO member_ref AS m (id, unit_id, code, display_name, category, status, since, dues_kind)
  VALUES (fact_id, new_unit, new_code, new_name, new_category, new_status, new_since, new_kind)
  ON CONFLICT (id) DO UPDATE SET unit_id = new_unit, code = new_code, display_name = new_name, category = new_category,
    status = new_status, since = new_since, dues_kind = new_kind
  RETURNING no INTO member;
  IF new_status = 'import-undone' THEN
    DELETE FROM member_span WHERE member_no = member;
    RETURN;
  END IF;
  SELECT * INTO span FROM member_span WHERE member_no = member AND valid_to IS NULL;
  IF NOT FOUND THEN
    INSERT INTO member_span VALUES (member, least(new_since, fact_day), NULL, new_unit, new_status, new_kind);
    RETURN;
  END IF;
  IF (span.unit_id, span.status, coalesce(span.dues_kind, '')) = (new_unit, new_status, coalesce(new_kind, '')) THEN
    RETURN;
  END IF;
  begins := greatest(CASE WHEN span.status <> new_status THEN coalesce(status_since, fact_day) ELSE fact_day END, span.valid_from);
  IF begins = span.valid_from THEN
    UPDATE member_span SET unit_id = new_unit, status = new_status, dues_kind = new_kind
     WHERE member_no = member AND valid_from = begins;
  ELSE
    UPDATE member_span SET valid_to = begins WHERE member_no = member AND valid_from = span.valid_from;
    INSERT INTO member_span VALUES (member, begins, NULL, new_unit, new_status, new_kind);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION learn_member FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learn_member TO doanket_worker;
