-- Sums of a unit as of a day after which some unit has moved: of all that stood below it that day, also what has since left the reader's range.
-- He sees their cells no more, so the sums (and no cell) are made with the owner's rights, for a unit that is in his range.
CREATE FUNCTION tally_as_of(about uuid, on_day date, about_what text, about_subject text, of_span char(1), first_day date, last_day date)
RETURNS TABLE (field text, kind text, state text, measure text, n bigint, value numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.field, t.kind, t.state, t.measure, sum(t.n)::bigint, sum(t.value)
    FROM unit_ref u
    JOIN unit_placement a ON a.unit_id = u.id AND a.valid_from <= on_day AND (a.valid_to IS NULL OR a.valid_to > on_day)
    JOIN unit_placement p ON p.path >= a.path AND p.path < (left(a.path, -1) || '0') COLLATE "C" AND p.valid_from <= on_day
                         AND (p.valid_to IS NULL OR p.valid_to > on_day)
    JOIN tally_cell t ON t.unit_id = p.unit_id AND t.own AND t.what = about_what AND (about_subject IS NULL OR t.subject = about_subject)
                     AND t.span = of_span AND t.day BETWEEN first_day AND last_day
   WHERE u.id = about AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to()
   GROUP BY t.field, t.kind, t.state, t.measure
$$;
REVOKE EXECUTE ON FUNCTION tally_as_of(uuid, date, text, text, char, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tally_as_of(uuid, date, text, text, char, date, date) TO doanket_app;
