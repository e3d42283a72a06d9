-- Until which day a budget is to be handed in: a day of the year before its own, by the figures budget-due-*; null where a jurisdiction has none.
CREATE FUNCTION budget_due(code text, of_year int) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT day_of_month(make_date(of_year - 1, least(greatest(m.num, 1), 12)::int, 1), 0, least(greatest(d.num, 0), 31)::int)
    FROM (SELECT f.num FROM figure f WHERE f.jurisdiction = code AND f.name = 'budget-due-month' AND f.cancelled_at IS NULL
             AND f.valid_from < make_date(of_year, 1, 1) ORDER BY f.valid_from DESC LIMIT 1) m,
         (SELECT f.num FROM figure f WHERE f.jurisdiction = code AND f.name = 'budget-due-day' AND f.cancelled_at IS NULL
             AND f.valid_from < make_date(of_year, 1, 1) ORDER BY f.valid_from DESC LIMIT 1) d
$$;
