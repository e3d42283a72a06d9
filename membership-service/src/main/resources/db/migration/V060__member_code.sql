-- A list may bring a code of the form that is made here (a register moved from one installation to another does): those are skipped.
CREATE OR REPLACE FUNCTION next_member_code() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  made text;
BEGIN
  LOOP
    made := 'DK' || lpad(nextval('member_number')::text, 9, '0');
    EXIT WHEN NOT EXISTS (SELECT FROM member WHERE code = made COLLATE "C");
  END LOOP;
  RETURN made;
END $$;
