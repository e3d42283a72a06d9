-- Tallies of whatever units register, choose and report: for each unit and all below it, by day, added up in the transaction of each
-- change, so that a sum over a province reads some hundred rows and is right to the last one. Where a unit stands is not read from its
-- path: unit_chain says under which units its figures have been added up, and is changed together with them.

CREATE TABLE unit_chain (
  unit_id     uuid NOT NULL,
  ancestor_id uuid NOT NULL,              -- itself too
  PRIMARY KEY (unit_id, ancestor_id)
);
CREATE INDEX unit_chain_ancestor ON unit_chain (ancestor_id);

CREATE TABLE tally_cell (
  what    text     NOT NULL,              -- models, choices, results
  subject text     NOT NULL,              -- the year of models; the movement
  unit_id uuid     NOT NULL,
  own     boolean  NOT NULL,              -- of the unit alone, or of all below it too
  field   text     NOT NULL DEFAULT '',
  kind    text     NOT NULL DEFAULT '',
  state   text     NOT NULL DEFAULT '',
  measure text     NOT NULL DEFAULT '',   -- currency; sort and measure of goods, of what is counted: never added over these
  span    char(1)  NOT NULL CHECK (span IN ('d', 'm')),   -- each figure stands by its day and by its month: long times are read by months
  day     date     NOT NULL,              -- of a month its first
  slot    smallint NOT NULL,              -- several rows for one figure, so that many who write do not wait for one row
  n       bigint   NOT NULL,
  value   numeric  NOT NULL,
  PRIMARY KEY (what, subject, unit_id, own, span, day, field, kind, state, measure, slot)
) WITH (fillfactor = 70);
-- Those who sum up need no look at the rows themselves.
CREATE INDEX tally_cell_sum ON tally_cell (what, subject, unit_id, own, span, day) INCLUDE (field, kind, state, measure, n, value);

CREATE TYPE tally_change AS (what text, subject text, unit_id uuid, field text, kind text, state text, measure text, day date, n bigint, value numeric);

CREATE FUNCTION path_prefixes(path text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT array_agg(substr(path, 1, p) COLLATE "C") FROM generate_series(1, length(path)) AS p WHERE substr(path, p, 1) = '/' AND p > 1 $$;

-- Adds changes to the unit itself and to all above it. The order of the rows is the same for all who write, so nobody locks another out;
-- the shared lock keeps units from moving meanwhile. Runs with the owner's rights, for the sums of those above are outside the writer's scope.
CREATE FUNCTION tally_add(changes tally_change[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(19750430);
  INSERT INTO tally_cell AS t (what, subject, unit_id, own, field, kind, state, measure, span, day, slot, n, value)
  SELECT c.what, c.subject, a.unit_id, a.own, c.field, c.kind, c.state, c.measure, s.span, s.day, hashtext(c.unit_id::text) & 3, sum(c.n), sum(c.value)
    FROM unnest(changes) AS c
    CROSS JOIN LATERAL (SELECT c.unit_id, true AS own UNION ALL SELECT h.ancestor_id, false FROM unit_chain h WHERE h.unit_id = c.unit_id) AS a
    CROSS JOIN LATERAL (VALUES ('d', c.day), ('m', date_trunc('month', c.day)::date)) AS s (span, day)
   GROUP BY c.what, c.subject, a.unit_id, a.own, c.field, c.kind, c.state, c.measure, s.span, s.day, hashtext(c.unit_id::text) & 3
  HAVING sum(c.n) <> 0 OR sum(c.value) <> 0
   ORDER BY c.what, c.subject, a.own, a.unit_id, s.span, s.day, c.field, c.kind, c.state, c.measure, 11
  ON CONFLICT (what, subject, unit_id, own, span, day, field, kind, state, measure, slot) DO UPDATE SET n = t.n + excluded.n, value = t.value + excluded.value;
END $$;

-- Units that came, moved or went: what they have themselves is taken from the units they stood under and given to those they stand under.
-- A child may come before its parent, so all below a path are looked at.
CREATE FUNCTION rechain(paths text[], some_went boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(19750430);
  WITH moved AS (
    SELECT DISTINCT u.id, u.path FROM unnest(paths) AS p (path)
      JOIN unit_ref u ON u.path >= p.path COLLATE "C" AND u.path < (left(p.path, -1) || '0') COLLATE "C"
  ), now_so AS (
    SELECT m.id AS unit_id, a.id AS ancestor_id FROM moved m JOIN unit_ref a ON a.path = ANY (path_prefixes(m.path))
  ), was AS (
    SELECT h.unit_id, h.ancestor_id FROM unit_chain h WHERE h.unit_id IN (SELECT id FROM moved)
    UNION ALL
    SELECT h.unit_id, h.ancestor_id FROM unit_chain h WHERE some_went AND NOT EXISTS (SELECT FROM unit_ref u WHERE u.id = h.unit_id)
  ), change AS (
    SELECT coalesce(n.unit_id, w.unit_id) AS unit_id, coalesce(n.ancestor_id, w.ancestor_id) AS ancestor_id, CASE WHEN w.unit_id IS NULL THEN 1 ELSE -1 END AS sign
      FROM now_so n FULL JOIN was w ON w.unit_id = n.unit_id AND w.ancestor_id = n.ancestor_id WHERE n.unit_id IS NULL OR w.unit_id IS NULL
  ), taken AS (
    DELETE FROM unit_chain h USING change c WHERE c.sign < 0 AND h.unit_id = c.unit_id AND h.ancestor_id = c.ancestor_id
  ), given AS (
    INSERT INTO unit_chain SELECT unit_id, ancestor_id FROM change WHERE sign > 0
  )
  INSERT INTO tally_cell AS t (what, subject, unit_id, own, field, kind, state, measure, span, day, slot, n, value)
  SELECT o.what, o.subject, c.ancestor_id, false, o.field, o.kind, o.state, o.measure, o.span, o.day, o.slot, sum(c.sign * o.n), sum(c.sign * o.value)
    FROM change c JOIN tally_cell o ON o.unit_id = c.unit_id AND o.own
   GROUP BY o.what, o.subject, c.ancestor_id, o.field, o.kind, o.state, o.measure, o.span, o.day, o.slot
  ON CONFLICT (what, subject, unit_id, own, span, day, field, kind, state, measure, slot) DO UPDATE SET n = t.n + excluded.n, value = t.value + excluded.value;
END $$;
CREATE INDEX tally_cell_own ON tally_cell (unit_id) WHERE own;

CREATE FUNCTION units_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE paths text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(path) INTO paths FROM fresh;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(path) INTO paths FROM stale;
  ELSE
    SELECT array_agg(p.path) INTO paths FROM fresh f JOIN stale s ON s.id = f.id AND s.path <> f.path CROSS JOIN LATERAL (VALUES (f.path), (s.path)) AS p (path);
  END IF;
  IF paths IS NOT NULL THEN
    PERFORM rechain(paths, TG_OP = 'DELETE');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER units_came AFTER INSERT ON unit_ref REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION units_changed();
CREATE TRIGGER units_moved AFTER UPDATE ON unit_ref REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION units_changed();
CREATE TRIGGER units_went AFTER DELETE ON unit_ref REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION units_changed();

-- Whose midnight counts: a legal day is a day of the jurisdiction, as org.doanket.platform.time.Zones has it.
CREATE FUNCTION legal_day(jurisdiction text, at timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT (at AT TIME ZONE CASE jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date $$;

-- A model counts from the day of its registration, and in each further state from the day on which it came there. Drafts, returned and
-- withdrawn ones are no registrations.
CREATE FUNCTION models_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changes tally_change[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(ROW('models', f.year::text, f.unit_id, f.field, f.subject_kind, f.state, '', f.registered_on, 1, 0)::tally_change) INTO changes
      FROM fresh f WHERE f.state NOT IN ('draft', 'returned', 'withdrawn');
  ELSE
    SELECT array_agg(ROW('models', c.year::text, c.unit_id, c.field, c.subject_kind, c.state, '', c.day, c.sign, 0)::tally_change) INTO changes
      FROM fresh f JOIN stale s ON s.id = f.id
       AND (s.state, s.year, s.unit_id, s.field, s.subject_kind) IS DISTINCT FROM (f.state, f.year, f.unit_id, f.field, f.subject_kind)
      CROSS JOIN LATERAL (VALUES
        (s.year, s.unit_id, s.field, s.subject_kind, s.state, greatest(s.registered_on, legal_day(f.jurisdiction, f.changed_at)), -1),
        (f.year, f.unit_id, f.field, f.subject_kind, f.state, CASE WHEN f.facts = 1 AND f.state = 'registered' THEN f.registered_on
          ELSE greatest(f.registered_on, legal_day(f.jurisdiction, f.changed_at)) END, 1)
      ) AS c (year, unit_id, field, subject_kind, state, day, sign)
     WHERE c.state NOT IN ('draft', 'returned', 'withdrawn');
  END IF;
  IF changes IS NOT NULL THEN
    PERFORM tally_add(changes);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER models_came AFTER INSERT ON good_practice_model REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION models_changed();
CREATE TRIGGER models_moved AFTER UPDATE ON good_practice_model REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION models_changed();

-- Read by range like all else; written by nobody but the functions above.
-- Unit by unit and not by the hashed set of all in scope: a tally reads cells of very few units.
ALTER TABLE tally_cell ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON tally_cell TO doanket_app USING (EXISTS (SELECT FROM unit_ref u WHERE u.id = unit_id AND u.path >= doanket.scope_from()
                                                                                         AND u.path < doanket.scope_to()));
CREATE POLICY background ON tally_cell TO doanket_worker USING (true);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON tally_cell, unit_chain FROM doanket_app, doanket_worker;
REVOKE EXECUTE ON FUNCTION tally_add(tally_change[]), rechain(text[], boolean) FROM PUBLIC;

-- Whether some unit has moved since a day is asked for each tally as of a day.
CREATE INDEX unit_placement_begin ON unit_placement (valid_from);

-- What was there before.
INSERT INTO unit_chain SELECT u.id, a.id FROM unit_ref u JOIN unit_ref a ON a.path = ANY (path_prefixes(u.path));
ALTER TABLE good_practice_model NO FORCE ROW LEVEL SECURITY;
SELECT tally_add(array_agg(ROW('models', year::text, unit_id, field, subject_kind, state, '', registered_on, 1, 0)::tally_change))
  FROM good_practice_model WHERE state NOT IN ('draft', 'returned', 'withdrawn');
ALTER TABLE good_practice_model FORCE ROW LEVEL SECURITY;
