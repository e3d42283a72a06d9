-- What the number of a card looks like is a dated rule as others are: set through the API for days to come, taken back before it begins. Several forms may
-- be in force side by side, each under its code. No text that lays one down was found for either jurisdiction, so there is none here: where none is in
-- force, whatever stands on a card is taken.

CREATE TABLE card_number_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code          text COLLATE "C" NOT NULL,
  valid_from    date NOT NULL,
  pattern       text COLLATE "C" NOT NULL,    -- of the number as it stands on the card
  is_used       boolean NOT NULL,             -- false: none of this form is taken in any more; those on record stay
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX card_number_rule_begin ON card_number_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
REVOKE UPDATE, DELETE, TRUNCATE ON card_number_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON card_number_rule FROM doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON card_number_rule TO doanket_app;

-- The forms of a jurisdiction on a day, together: nothing where there is none. What is entered by hand and the rows of a sheet are held against the same.
CREATE FUNCTION card_forms(of_jurisdiction text, day date) RETURNS TABLE (patterns text[], citation text) LANGUAGE sql STABLE AS $$
  SELECT array_agg('^(?:' || r.pattern || ')$'), string_agg(DISTINCT r.citation, '; ')
    FROM (SELECT DISTINCT ON (code) * FROM card_number_rule WHERE jurisdiction = of_jurisdiction AND valid_from <= day AND cancelled_at IS NULL
           ORDER BY code, valid_from DESC) r WHERE r.is_used
$$;
