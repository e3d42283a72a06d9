-- What a national id looks like is a dated rule as others are: set through the API for days to come, taken back before it begins. Several may be in
-- force side by side, each under its code. The arithmetic of a check character is code and chosen by name.

CREATE TABLE national_id_rule (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction    text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code            text COLLATE "C" NOT NULL,
  valid_from      date NOT NULL,
  pattern         text COLLATE "C" NOT NULL,    -- of the number without blanks, dots and hyphens, in capitals
  check_algorithm text COLLATE "C" NOT NULL,    -- none, where nothing can be reckoned
  is_used         boolean NOT NULL,             -- false: none of this form is taken in any more; those on record stay
  citation        text NOT NULL,
  verified        boolean NOT NULL,
  cancelled_at    timestamptz,
  cancelled_why   text
);
CREATE UNIQUE INDEX national_id_rule_begin ON national_id_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO national_id_rule (jurisdiction, code, valid_from, pattern, check_algorithm, is_used, citation, verified) VALUES
  ('vn', 'citizen-id', '2013-01-01', '[0-9]{12}', 'none', true,
   'Decree 137/2015/ND-CP on the Law on Citizen Identification, art. 13: twelve digits; not read for this row, and taken as if older', false),
  ('cn', 'citizen-number', '2013-01-01', '[0-9]{17}[0-9X]', 'iso-7064-mod-11-2', true,
   'GB 11643-1999, Citizen identification number: seventeen digits and a check character by ISO 7064, MOD 11-2; not read for this row', false);

REVOKE UPDATE, DELETE, TRUNCATE ON national_id_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON national_id_rule FROM doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON national_id_rule TO doanket_app;

-- A number of a form that is taken in no more is right in the row of the member who has it, and in no other.
ALTER TABLE roster_row ADD former_national_id boolean NOT NULL DEFAULT false;
