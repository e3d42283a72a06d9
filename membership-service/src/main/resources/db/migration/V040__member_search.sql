-- Members are found by words of their names, in a unit's subtree of any size. See docs/decisions/member-search.md.

-- LIKE is not leakproof, so under row-level security no request could ever use this index, while every move of a unit wrote it anew.
DROP INDEX member_search_name;

-- These two answer from the index alone what a list may be narrowed by: of a small subtree all, of a large one along the names.
DROP INDEX member_path;
CREATE INDEX member_path ON member (path, search_name, id) INCLUDE (ended_on, status, category);
DROP INDEX member_name;
CREATE INDEX member_name ON member (search_name, id) INCLUDE (path, ended_on, status, category);
-- What is not usual is rare, and looked for.
CREATE INDEX member_status_name ON member (status, search_name, id) INCLUDE (path, ended_on) WHERE status <> 'active';
CREATE INDEX member_category_name ON member (category, search_name, id) INCLUDE (path, ended_on) WHERE category <> 'employee';
CREATE INDEX member_card_number ON member (card_number) WHERE card_number IS NOT NULL;
CREATE INDEX unit_range ON unit (path) INCLUDE (id);

-- The words of a name in its search form, some perhaps twice; a Han character is a word. Same as NameWords of the service. Most names are
-- nothing but letters and blanks, and taken apart in a third of the time.
CREATE FUNCTION name_words(search_name text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN search_name ~ '^[a-z0-9 ]+$' THEN string_to_array(search_name, ' ')
    ELSE array_remove(string_to_array(translate(regexp_replace(search_name, '([\u2e80-\u9fff])', ' \1 ', 'g'),
      '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32)), ' '), '') END
$$;

-- Each word of each member's name, in the order of names: the list along which a page is read. It says of which unit a member is, not
-- where that stands, so a unit may move with all its members and no row here changes.
CREATE TABLE member_word (
  word        text COLLATE "C" NOT NULL,
  search_name text COLLATE "C" NOT NULL,
  member_id   uuid NOT NULL,
  unit_id     uuid NOT NULL,
  PRIMARY KEY (word, search_name, member_id) INCLUDE (unit_id)
);
ALTER TABLE member NO FORCE ROW LEVEL SECURITY;
INSERT INTO member_word SELECT DISTINCT w.word, m.search_name, m.id, m.unit_id FROM member m, unnest(name_words(m.search_name)) AS w (word)
  ORDER BY 1, 2, 3;
ALTER TABLE member FORCE ROW LEVEL SECURITY;

-- Not forced on the owner: for it work the triggers below, and nobody else writes here. Whose scope is all units there are is not asked for
-- each, for which their ids would have to be gathered first.
ALTER TABLE member_word ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON member_word FOR SELECT TO doanket_app
  USING ((SELECT min(u.path) >= doanket.scope_from() AND max(u.path) < doanket.scope_to() FROM unit u) OR unit_id IN (SELECT u.id FROM unit u WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY background ON member_word FOR SELECT TO doanket_worker USING (true);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON member_word FROM doanket_app, doanket_worker;

-- In the order of the index: of a roster of a million it is written page by page and not here and there.
CREATE FUNCTION member_words_come() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO member_word SELECT DISTINCT w.word, m.search_name, m.id, m.unit_id FROM fresh m, unnest(name_words(m.search_name)) AS w (word)
    ORDER BY 1, 2, 3;
  RETURN NULL;
END $$;
CREATE TRIGGER words_come AFTER INSERT ON member REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION member_words_come();

CREATE FUNCTION member_words_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM member_word d USING gone m, unnest(name_words(m.search_name)) AS w (word)
    WHERE d.word = w.word AND d.search_name = m.search_name AND d.member_id = m.id;
  RETURN NULL;
END $$;
CREATE TRIGGER words_go AFTER DELETE ON member REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION member_words_go();

-- For each row, since a statement's rows cannot be told apart by what of them changed: of a million whose path alone does, none comes here.
CREATE FUNCTION member_words_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF old.search_name = new.search_name THEN
    UPDATE member_word SET unit_id = new.unit_id
      WHERE word = ANY (name_words(old.search_name)) AND search_name = old.search_name AND member_id = old.id;
  ELSE
    DELETE FROM member_word WHERE word = ANY (name_words(old.search_name)) AND search_name = old.search_name AND member_id = old.id;
    INSERT INTO member_word SELECT DISTINCT w.word, new.search_name, new.id, new.unit_id FROM unnest(name_words(new.search_name)) AS w (word);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER words_change AFTER UPDATE OF full_name, unit_id ON member FOR EACH ROW
  WHEN (old.search_name <> new.search_name OR old.unit_id <> new.unit_id) EXECUTE FUNCTION member_words_change();

-- Which words begin so, and how many members about have one: of the whole register, for the one whose words are fewest leads the search.
-- By the owner's right; neither says of whom.
CREATE FUNCTION words_from(prefix text) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH RECURSIVE said (word) AS (
    (SELECT word FROM member_word WHERE word >= prefix AND word < prefix || chr(1114111) ORDER BY word LIMIT 1)
    UNION ALL
    SELECT (SELECT w.word FROM member_word w WHERE w.word > s.word AND w.word < prefix || chr(1114111) ORDER BY w.word LIMIT 1)
      FROM said s WHERE s.word IS NOT NULL
  ) SELECT word FROM said WHERE word IS NOT NULL
$$;
CREATE FUNCTION members_named(prefix text, most int) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT count(*) FROM (SELECT FROM member_word WHERE word >= prefix AND word < prefix || chr(1114111) LIMIT most) met
$$;
REVOKE ALL ON FUNCTION words_from(text), members_named(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION words_from(text), members_named(text, int) TO doanket_app, doanket_worker;
