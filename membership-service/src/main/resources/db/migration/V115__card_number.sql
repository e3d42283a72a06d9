-- The number of a card is one person's while he is a member: it is looked for, and stands on the card that is shown. Where an installation has given
-- one to two already both keep it; that is for its officers to put right, and nobody else gets it.
ALTER TABLE member NO FORCE ROW LEVEL SECURITY;
ALTER TABLE member ADD card_number_shared boolean NOT NULL DEFAULT false;
UPDATE member SET card_number_shared = true WHERE ended_on IS NULL AND card_number IN
  (SELECT card_number FROM member WHERE card_number IS NOT NULL AND ended_on IS NULL GROUP BY card_number HAVING count(*) > 1);
ALTER TABLE member FORCE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX member_card ON member (card_number) WHERE card_number IS NOT NULL AND ended_on IS NULL AND NOT card_number_shared;

-- Whether somebody has it, wherever he is. The function sees all, and tells no more than this.
CREATE FUNCTION card_number_in_use(number text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT EXISTS (SELECT FROM member m WHERE m.card_number = number AND m.ended_on IS NULL) $$;
REVOKE EXECUTE ON FUNCTION card_number_in_use(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION card_number_in_use(text) TO doanket_app, doanket_worker;

-- Whose membership goes on again by a counter-act comes without a number that somebody else has by now.
CREATE FUNCTION member_comes_without_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF card_number_in_use(new.card_number) THEN
    new.card_number := NULL;
  END IF;
  RETURN new;
END
$$;
CREATE TRIGGER member_reopened BEFORE UPDATE OF ended_on ON member FOR EACH ROW
  WHEN (old.ended_on IS NOT NULL AND new.ended_on IS NULL AND new.card_number IS NOT NULL) EXECUTE FUNCTION member_comes_without_card();
