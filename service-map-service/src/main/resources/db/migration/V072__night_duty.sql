-- A duty that ends at an earlier hour than it starts ends on the day after: 22:00 to 06:00.
DO $$
DECLARE name text;
BEGIN
  SELECT conname INTO STRICT name FROM pg_constraint WHERE conrelid = 'roster'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%ends_at > starts_at%';
  EXECUTE format('ALTER TABLE roster DROP CONSTRAINT %I', name);
END $$;
ALTER TABLE roster ADD CONSTRAINT roster_hours CHECK (ends_at <> starts_at);
CREATE INDEX duty_member ON duty (member_id, day);
