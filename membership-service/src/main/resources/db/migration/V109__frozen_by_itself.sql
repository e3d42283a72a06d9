-- Statistics are frozen when their cut-off is over and the reports about it can have been approved, whether somebody thinks of it or not.
INSERT INTO parameter_kind VALUES ('statistics-freeze-after', '{days}', 366);
INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter ' || jurisdiction || 'statistics-freeze-after' || valid_from)::uuid, jurisdiction, 'statistics-freeze-after', '', valid_from, 30, 1, 'days',
       'Our own rule: reports about a cut-off are approved by then; what is corrected later belongs to the next one', false
  FROM (VALUES ('vn', date '2013-01-01'), ('cn', date '2013-01-01')) seed(jurisdiction, valid_from);
