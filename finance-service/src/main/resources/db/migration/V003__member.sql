-- Small replica of the members of membership-service, and what of their past dues need: who stood where, in which state, when.
CREATE TABLE member_ref (
  no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id           uuid NOT NULL UNIQUE,
  unit_id      uuid NOT NULL,
  code         text,
  display_name text NOT NULL,
  category     text,
  status       text NOT NULL,
  since        date NOT NULL,
  dues_kind    text
);
CREATE INDEX member_ref_unit ON member_ref (unit_id);
CREATE INDEX member_ref_code ON member_ref (code);

-- The state holds from its day until that of the next span of the member.
CREATE TABLE member_span (
  member_no  bigint NOT NULL REFERENCES member_ref,
  valid_from date NOT NULL,
  valid_to   date,
  unit_id    uuid NOT NULL,
  status     text NOT NULL,
  dues_kind  text,
  PRIMARY KEY (member_no, valid_from)
);
CREATE INDEX member_span_unit ON member_span (unit_id);

CALL doanket.scope_by_unit('member_ref');
CALL doanket.scope_by_unit('member_span');
REVOKE INSERT, UPDATE, DELETE ON member_ref, member_span FROM doanket_app;

-- One call per fact: this many facts come at once when a federation moves in. From the same day on the newer state counts
-- for the whole day; a first fact counts from the member's admission.
CREATE FUNCTION learn_member(fact_id uuid, fact_day date, new_unit uuid, new_code text, new_name text, new_category text,
                             new_status text, new_since date, new_kind text) RETURNS void LANGUAGE plpgsql AS $$
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
  SELECT * INTO span FROM member_span WHERE member_no = member AND valid_to IS NULL;
  IF NOT FOUND THEN
    INSERT INTO member_span VALUES (member, least(new_since, fact_day), NULL, new_unit, new_status, new_kind);
    RETURN;
  END IF;
  IF (span.unit_id, span.status, coalesce(span.dues_kind, '')) = (new_unit, new_status, coalesce(new_kind, '')) THEN
    RETURN;
  END IF;
  begins := greatest(fact_day, span.valid_from);
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
