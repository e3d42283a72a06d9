-- A rule that has not begun can be taken back: it has had no effect, and whoever reads rules need not know of it. What was taken back, and why, is kept here.
CREATE TABLE cancelled_rule (
  id           uuid PRIMARY KEY,
  relation     text NOT NULL,
  row          jsonb NOT NULL,
  why          text NOT NULL,
  cancelled_at timestamptz NOT NULL,
  cancelled_by text NOT NULL
);
CALL doanket.append_only('cancelled_rule');
REVOKE SELECT ON cancelled_rule FROM doanket_app;

CREATE FUNCTION begun_rule_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.valid_from <= current_date THEN
    RAISE EXCEPTION 'a rule that has begun stays: % of %', TG_TABLE_NAME, OLD.valid_from USING ERRCODE = '42501';
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER append_only ON ride_fare;
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON ride_fare FOR EACH STATEMENT EXECUTE FUNCTION doanket.refuse_change();
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['same_site_rule', 'territory_rule', 'visit_rule', 'trust_rule', 'request_clock', 'ride_fare'] LOOP
    EXECUTE format('GRANT INSERT, DELETE ON %I TO doanket_app', relation);
    EXECUTE format('CREATE TRIGGER begun_rule_stays BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION begun_rule_stays()', relation);
  END LOOP;
END $$;
GRANT INSERT, UPDATE ON request_kind TO doanket_app;
