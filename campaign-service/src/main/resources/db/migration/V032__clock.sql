-- Legal clocks: how long something may take, dated, in working days or days of the calendar.
CREATE TABLE clock_rule (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  what         text NOT NULL CHECK (what ~ '^[a-z][a-z0-9-]{1,59}$'),
  valid_from   date NOT NULL,
  days         int  NOT NULL CHECK (days BETWEEN 0 AND 1000),
  working      boolean NOT NULL,
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (jurisdiction, what, valid_from)
);
INSERT INTO clock_rule
SELECT j, what, date '2020-01-01', days, working, 'Doanket''s own word: no official time was found', false
FROM unnest(ARRAY['vn', 'cn']) j, (VALUES ('petition-routing', 5, true), ('petition-answer', 30, true), ('petition-reopening', 60, false),
  ('recommendation-answer', 20, true), ('recommendation-carrying-out', 60, true), ('criticism-opinion', 15, true)) r (what, days, working);

-- Days unlike others of their weekday: off, or a weekend that is worked.
CREATE TABLE holiday (
  jurisdiction text NOT NULL,
  day          date NOT NULL,
  worked       boolean NOT NULL,
  citation     text NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (jurisdiction, day)
);
INSERT INTO holiday SELECT j, d::date, worked, citation FROM (VALUES
  ('vn', false, date '2025-01-01', date '2025-01-01', 'Labour Code 2019, art. 112'),
  ('vn', false, date '2025-01-27', date '2025-01-31', 'Labour Code 2019, art. 112; days chosen for 2025'),
  ('vn', false, date '2025-04-07', date '2025-04-07', 'Labour Code 2019, art. 112; 10th of the 3rd lunar month'),
  ('vn', false, date '2025-04-30', date '2025-04-30', 'Labour Code 2019, art. 112'),
  ('vn', false, date '2025-05-01', date '2025-05-01', 'Labour Code 2019, art. 112'),
  ('vn', false, date '2025-09-01', date '2025-09-02', 'Labour Code 2019, art. 112'),
  ('vn', false, date '2026-01-01', date '2026-01-01', 'Labour Code 2019, art. 112'),
  ('vn', false, date '2026-02-16', date '2026-02-20', 'Labour Code 2019, art. 112; days chosen for 2026'),
  ('vn', false, date '2026-04-27', date '2026-04-27', 'Labour Code 2019, art. 111, 112; the day itself is a Sunday'),
  ('vn', false, date '2026-04-30', date '2026-04-30', 'Labour Code 2019, art. 112'),
  ('vn', false, date '2026-05-01', date '2026-05-01', 'Labour Code 2019, art. 112'),
  ('vn', false, date '2026-09-01', date '2026-09-02', 'Labour Code 2019, art. 112'),
  ('cn', false, date '2025-01-01', date '2025-01-01', 'State Council notice on holidays of 2025'),
  ('cn', false, date '2025-01-28', date '2025-02-04', 'State Council notice on holidays of 2025'),
  ('cn', true, date '2025-01-26', date '2025-01-26', 'State Council notice on holidays of 2025'),
  ('cn', true, date '2025-02-08', date '2025-02-08', 'State Council notice on holidays of 2025'),
  ('cn', false, date '2025-04-04', date '2025-04-06', 'State Council notice on holidays of 2025'),
  ('cn', false, date '2025-05-01', date '2025-05-05', 'State Council notice on holidays of 2025'),
  ('cn', true, date '2025-04-27', date '2025-04-27', 'State Council notice on holidays of 2025'),
  ('cn', false, date '2025-05-31', date '2025-06-02', 'State Council notice on holidays of 2025'),
  ('cn', false, date '2025-10-01', date '2025-10-08', 'State Council notice on holidays of 2025'),
  ('cn', true, date '2025-09-28', date '2025-09-28', 'State Council notice on holidays of 2025'),
  ('cn', true, date '2025-10-11', date '2025-10-11', 'State Council notice on holidays of 2025'),
  ('cn', false, date '2026-01-01', date '2026-01-03', 'State Council notice on holidays of 2026'),
  ('cn', true, date '2026-01-04', date '2026-01-04', 'State Council notice on holidays of 2026'),
  ('cn', false, date '2026-02-15', date '2026-02-23', 'State Council notice on holidays of 2026'),
  ('cn', true, date '2026-02-14', date '2026-02-14', 'State Council notice on holidays of 2026'),
  ('cn', true, date '2026-02-28', date '2026-02-28', 'State Council notice on holidays of 2026'),
  ('cn', false, date '2026-04-04', date '2026-04-06', 'State Council notice on holidays of 2026'),
  ('cn', false, date '2026-05-01', date '2026-05-05', 'State Council notice on holidays of 2026'),
  ('cn', true, date '2026-05-09', date '2026-05-09', 'State Council notice on holidays of 2026'),
  ('cn', false, date '2026-06-19', date '2026-06-21', 'State Council notice on holidays of 2026'),
  ('cn', false, date '2026-09-25', date '2026-09-27', 'State Council notice on holidays of 2026'),
  ('cn', false, date '2026-10-01', date '2026-10-07', 'State Council notice on holidays of 2026'),
  ('cn', true, date '2026-09-20', date '2026-09-20', 'State Council notice on holidays of 2026'),
  ('cn', true, date '2026-10-10', date '2026-10-10', 'State Council notice on holidays of 2026')
) h (j, worked, first, last, citation), generate_series(first, last, interval '1 day') d;
