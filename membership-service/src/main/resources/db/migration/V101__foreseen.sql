-- Who goes elsewhere by an act, for every feature whose rows hang on where a member is.

-- Brought back, named in a split, or of a unit that ends; in this order, each once. into_id is null for those whom nobody takes. In a language of its
-- own, so that it runs once for a query: put into the query, it would be run for each of the rows beside it where many were imported a moment ago.
CREATE FUNCTION reorganisation_leaving(act uuid, countered uuid) RETURNS TABLE (member_id uuid, from_id uuid, into_id uuid)
  LANGUAGE plpgsql STABLE ROWS 20000 AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT DISTINCT ON (l.member_id) l.member_id, l.from_id, l.into_id FROM (
    SELECT 1 AS turn, m.id AS member_id, m.unit_id AS from_id, b.unit_before AS into_id
    FROM reorganisation_member b JOIN member m ON m.id = b.member_id AND m.unit_id = b.unit_after AND m.ended_on IS NULL
    JOIN unit home ON home.id = b.unit_before
    LEFT JOIN reorganisation_effect h ON h.reorganisation_id = act AND h.unit_id = home.id
    WHERE b.reorganisation_id = countered AND b.fact = 'member-transferred'
      AND coalesce(h.action, '') <> 'ended' AND (home.valid_to IS NULL OR h.action = 'restored')
    UNION ALL
    SELECT 2, m.id, t.from_id, t.into_id FROM reorganisation_transfer t
    JOIN member m ON m.code = t.member_code AND m.unit_id = t.from_id AND m.ended_on IS NULL WHERE t.reorganisation_id = act
    UNION ALL
    SELECT 3, m.id, m.unit_id, e.into_id FROM reorganisation_effect e
    JOIN member m ON m.unit_id = e.unit_id AND m.ended_on IS NULL WHERE e.reorganisation_id = act AND e.action = 'ended'
  ) l ORDER BY l.member_id, l.turn;
END $$;

-- Where a unit will stand.
CREATE FUNCTION reorganisation_path(act uuid, of_unit uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT e.path_after FROM reorganisation_effect e WHERE e.reorganisation_id = act AND e.unit_id = of_unit),
    (SELECT u.path FROM unit u WHERE u.id = of_unit))
$$;

-- Offices that an act takes from whom it sends elsewhere, found again by its counter-act as those of ended units are.
CREATE INDEX officer_reorganisation_elsewhere ON officer (reorganisation_id) WHERE end_reason IN ('member-elsewhere', 'membership-over');

-- What the last dry run showed: what is executed is compared with it. For a finding, what is its code and detail its places.
CREATE TABLE reorganisation_shown (
  reorganisation_id uuid NOT NULL REFERENCES reorganisation ON DELETE CASCADE,
  unit_code         text COLLATE "C" NOT NULL,
  what              text COLLATE "C" NOT NULL,
  detail            text COLLATE "C" NOT NULL,
  is_finding        boolean NOT NULL,
  count             bigint NOT NULL
);
CREATE INDEX reorganisation_shown_of ON reorganisation_shown (reorganisation_id);
ALTER TABLE reorganisation_shown ENABLE ROW LEVEL SECURITY;
ALTER TABLE reorganisation_shown FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON reorganisation_shown TO doanket_app USING (EXISTS (SELECT FROM reorganisation r WHERE r.id = reorganisation_id));
CREATE POLICY background ON reorganisation_shown TO doanket_worker USING (true);
ALTER TABLE reorganisation ADD differences jsonb;  -- from what was shown, by which the last execution was refused

-- By code: units that an act founds have another id in every run.
CREATE FUNCTION reorganisation_showing(act uuid) RETURNS TABLE (unit_code text, what text, detail text, is_finding boolean, count bigint)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(e.code, u.code, ''), l.what, '', false, l.count FROM reorganisation_line l
    LEFT JOIN reorganisation_effect e ON e.reorganisation_id = act AND e.unit_id = l.unit_id LEFT JOIN unit u ON u.id = l.unit_id
   WHERE l.reorganisation_id = act
  UNION ALL
  SELECT coalesce(f.unit_code, ''), f.code, f.places::text, true, count(*) FROM reorganisation_finding f WHERE f.reorganisation_id = act GROUP BY 1, 2, 3
$$;
