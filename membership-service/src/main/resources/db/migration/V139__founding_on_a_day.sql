-- Foundings as they stood on a day: in which state each was, and with which unit above.

CREATE TABLE founding_state (
  founding_id uuid NOT NULL REFERENCES founding,
  number      bigint GENERATED ALWAYS AS IDENTITY,
  since       date NOT NULL,
  state       text NOT NULL,
  PRIMARY KEY (founding_id, number)
);
REVOKE ALL ON founding_state FROM doanket_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON founding_state FROM doanket_worker;

-- What is known of those from before: when they were begun, went up last and were recognised; of the rest, when they were changed last.
ALTER TABLE founding NO FORCE ROW LEVEL SECURITY;
INSERT INTO founding_state (founding_id, since, state)
SELECT f.id, s.since, s.state
  FROM founding f CROSS JOIN LATERAL (SELECT CASE f.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END) AS z (name)
 CROSS JOIN LATERAL (VALUES
    (1, (f.entered_at AT TIME ZONE z.name)::date, 'draft'),
    (2, f.submitted_on, CASE WHEN f.submitted_on IS NOT NULL THEN 'submitted' END),
    (3, coalesce(f.decided_on, (f.changed_at AT TIME ZONE z.name)::date), CASE WHEN f.state IN ('returned', 'recognised', 'abandoned') THEN f.state END)
  ) AS s (step, since, state)
 WHERE s.state IS NOT NULL ORDER BY f.id, s.step;
ALTER TABLE founding FORCE ROW LEVEL SECURITY;

CREATE FUNCTION founding_state_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO founding_state (founding_id, since, state) VALUES (new.id,
    coalesce(CASE new.state WHEN 'recognised' THEN new.decided_on END,
      (now() AT TIME ZONE CASE new.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date), new.state);
  RETURN NULL;
END
$$;
CREATE TRIGGER begun AFTER INSERT ON founding FOR EACH ROW EXECUTE FUNCTION founding_state_changes();
CREATE TRIGGER stepped AFTER UPDATE OF state ON founding FOR EACH ROW WHEN (old.state <> new.state) EXECUTE FUNCTION founding_state_changes();

-- Where something was before it was given to another unit, by a request, which cannot write there itself. @param day the first on which it is elsewhere
CREATE POLICY kept ON earlier_unit FOR INSERT TO CURRENT_USER WITH CHECK (true);
CREATE FUNCTION keep_earlier_unit(of_row uuid, day date, unit uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ INSERT INTO earlier_unit (row_id, until, unit_id) VALUES (of_row, day, unit) ON CONFLICT DO NOTHING $$;
REVOKE EXECUTE ON FUNCTION founding_state_changes(), keep_earlier_unit(uuid, date, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_earlier_unit(uuid, date, uuid) TO doanket_app;
