-- Public holidays, the PH of opening hours. Announced year by year, hence rows; a year without rows has no holidays that
-- we know of, and PH then matches no day. Tet and the long Chinese breaks are whole spans of days off.

CREATE TABLE holiday (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  day          date NOT NULL,
  code         text NOT NULL,
  source       text NOT NULL,
  PRIMARY KEY (jurisdiction, day)
);
REVOKE INSERT, UPDATE, DELETE ON holiday FROM doanket_app;

INSERT INTO holiday (jurisdiction, day, code, source)
SELECT span.jurisdiction, day::date, span.code, span.source
  FROM (VALUES
    ('vn', 'new-year',      date '2025-01-01', date '2025-01-01', 'Labour Code 2019, art. 112'),
    ('vn', 'tet',           date '2025-01-27', date '2025-01-31', 'Labour Code 2019, art. 112; days chosen for 2025'),
    ('vn', 'hung-kings',    date '2025-04-07', date '2025-04-07', 'Labour Code 2019, art. 112; 10th of the 3rd lunar month'),
    ('vn', 'reunification', date '2025-04-30', date '2025-04-30', 'Labour Code 2019, art. 112'),
    ('vn', 'labour-day',    date '2025-05-01', date '2025-05-01', 'Labour Code 2019, art. 112'),
    ('vn', 'national-day',  date '2025-09-01', date '2025-09-02', 'Labour Code 2019, art. 112'),
    ('vn', 'new-year',      date '2026-01-01', date '2026-01-01', 'Labour Code 2019, art. 112'),
    ('vn', 'tet',           date '2026-02-16', date '2026-02-20', 'Labour Code 2019, art. 112; days chosen for 2026'),
    ('vn', 'hung-kings',    date '2026-04-26', date '2026-04-26', 'Labour Code 2019, art. 112; 10th of the 3rd lunar month'),
    ('vn', 'reunification', date '2026-04-30', date '2026-04-30', 'Labour Code 2019, art. 112'),
    ('vn', 'labour-day',    date '2026-05-01', date '2026-05-01', 'Labour Code 2019, art. 112'),
    ('vn', 'national-day',  date '2026-09-01', date '2026-09-02', 'Labour Code 2019, art. 112'),
    ('cn', 'new-year',      date '2025-01-01', date '2025-01-01', 'State Council notice on holidays of 2025'),
    ('cn', 'spring-festival', date '2025-01-28', date '2025-02-04', 'State Council notice on holidays of 2025'),
    ('cn', 'qingming',      date '2025-04-04', date '2025-04-06', 'State Council notice on holidays of 2025'),
    ('cn', 'labour-day',    date '2025-05-01', date '2025-05-05', 'State Council notice on holidays of 2025'),
    ('cn', 'dragon-boat',   date '2025-05-31', date '2025-06-02', 'State Council notice on holidays of 2025'),
    ('cn', 'national-day',  date '2025-10-01', date '2025-10-08', 'State Council notice on holidays of 2025'),
    ('cn', 'new-year',      date '2026-01-01', date '2026-01-03', 'State Council notice on holidays of 2026'),
    ('cn', 'spring-festival', date '2026-02-15', date '2026-02-23', 'State Council notice on holidays of 2026'),
    ('cn', 'qingming',      date '2026-04-04', date '2026-04-06', 'State Council notice on holidays of 2026'),
    ('cn', 'labour-day',    date '2026-05-01', date '2026-05-05', 'State Council notice on holidays of 2026'),
    ('cn', 'dragon-boat',   date '2026-06-19', date '2026-06-21', 'State Council notice on holidays of 2026'),
    ('cn', 'mid-autumn',    date '2026-09-25', date '2026-09-27', 'State Council notice on holidays of 2026'),
    ('cn', 'national-day',  date '2026-10-01', date '2026-10-07', 'State Council notice on holidays of 2026')
  ) AS span (jurisdiction, code, first, last, source),
  generate_series(span.first, span.last, interval '1 day') AS day;
