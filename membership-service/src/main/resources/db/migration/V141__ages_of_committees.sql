-- The ages that a committee should be of (guide 56: three bands). The band between is a rule now, and the share of the young is called by what it is: where it ends is
-- a figure of its own, which may be another than 40.
UPDATE parameter SET name = 'committee-young-at-least' WHERE name = 'committee-under-40-at-least';
UPDATE parameter_kind SET name = 'committee-young-at-least' WHERE name = 'committee-under-40-at-least';
INSERT INTO parameter_kind VALUES
  ('committee-middle-at-least', '{share}', NULL),
  ('committee-middle-at-most',  '{share}', NULL),
  ('committee-middle-up-to',    '{years}', 100);

-- The band begins where the young end, so that nobody falls between the two.
INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter ' || jurisdiction || name || subject || valid_from)::uuid, *
  FROM (VALUES
    ('vn', 'committee-middle-up-to', '', date '2022-01-01', 50, 1, 'years', 'Guide 56/HD-TLD 2022 for the term 2023-28: aim for 40 to 50 % aged 40 to 50', true),
    ('vn', 'committee-middle-at-least', 'provincial-federation', date '2022-01-01', 40, 100, 'share',
     'Guide 56/HD-TLD 2022 for the term 2023-28: aim for 40 to 50 % aged 40 to 50', true),
    ('vn', 'committee-middle-at-most', 'provincial-federation', date '2022-01-01', 50, 100, 'share',
     'Guide 56/HD-TLD 2022 for the term 2023-28: aim for 40 to 50 % aged 40 to 50', true)
  ) AS known (jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified);
