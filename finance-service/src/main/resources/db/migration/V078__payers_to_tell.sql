-- Who has paid for himself, or was taken something back, since his standing was worked out last: so that one payment looks at its payer and
-- not at all who have paid in the month before him. Whoever works out the standings of a unit empties its part, while he holds its receipts.
CREATE TABLE payer_to_tell (
  unit_id   uuid NOT NULL,
  member_no bigint NOT NULL,
  PRIMARY KEY (unit_id, member_no)
);
CALL doanket.scope_by_unit('payer_to_tell');
REVOKE UPDATE, DELETE, TRUNCATE ON payer_to_tell FROM doanket_app;

CREATE FUNCTION note_payers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO payer_to_tell (unit_id, member_no)
  SELECT DISTINCT f.unit_id, f.member_no FROM fresh f WHERE f.stream = 'dues' AND f.member_no IS NOT NULL ORDER BY 1, 2
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER noted_payers AFTER INSERT ON receipt REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION note_payers();
