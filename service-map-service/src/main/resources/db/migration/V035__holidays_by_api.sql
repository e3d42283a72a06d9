-- Public holidays are announced year by year: whoever reads the notice enters them. A day that has come stays what it was.
CREATE FUNCTION day_that_came_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.day <= current_date THEN
    RAISE EXCEPTION 'a day that has come stays: %', OLD.day USING ERRCODE = '42501';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER day_that_came_stays BEFORE UPDATE OR DELETE ON holiday FOR EACH ROW EXECUTE FUNCTION day_that_came_stays();
GRANT INSERT, UPDATE, DELETE ON holiday TO doanket_app;

-- A competence that has not begun can be taken back as other rules can.
GRANT DELETE ON request_competence TO doanket_app;
CREATE POLICY remove_in_scope ON request_competence FOR DELETE TO doanket_app USING (unit_id IN (SELECT u.id FROM unit_ref u
  WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE TRIGGER begun_rule_stays BEFORE DELETE ON request_competence FOR EACH ROW EXECUTE FUNCTION begun_rule_stays();
