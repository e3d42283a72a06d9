-- Who has a point now reports the duties of days before it came to him, for the unit that had it then: as with what is counted.
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['duty_report', 'duty_filing', 'duty_month'] LOOP
    EXECUTE format('CREATE POLICY heir ON %I TO doanket_app USING (unit_id IN (SELECT t.unit_id FROM point_past t '
                   'JOIN service_point p ON p.id = t.point_id WHERE p.path >= doanket.scope_from() AND p.path < doanket.scope_to()))', relation);
  END LOOP;
END $$;
