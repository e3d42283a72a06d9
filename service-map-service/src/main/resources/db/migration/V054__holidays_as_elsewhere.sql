-- The calendar as the other services have it: weekends that are worked in exchange for days off, and the day off for a holiday that is a Sunday. A petition
-- and a request of one day are due by the same days. What somebody has declared of a day since goes before it.
INSERT INTO holiday (jurisdiction, day, worked, code, citation) VALUES
  ('vn', '2026-04-27', false, 'hung-kings',      'Labour Code 2019, art. 111, 112; the day itself is a Sunday'),
  ('cn', '2025-01-26', true,  'spring-festival', 'State Council notice on holidays of 2025'),
  ('cn', '2025-02-08', true,  'spring-festival', 'State Council notice on holidays of 2025'),
  ('cn', '2025-04-27', true,  'labour-day',      'State Council notice on holidays of 2025'),
  ('cn', '2025-09-28', true,  'national-day',    'State Council notice on holidays of 2025'),
  ('cn', '2025-10-11', true,  'national-day',    'State Council notice on holidays of 2025'),
  ('cn', '2026-01-04', true,  'new-year',        'State Council notice on holidays of 2026'),
  ('cn', '2026-02-14', true,  'spring-festival', 'State Council notice on holidays of 2026'),
  ('cn', '2026-02-28', true,  'spring-festival', 'State Council notice on holidays of 2026'),
  ('cn', '2026-05-09', true,  'labour-day',      'State Council notice on holidays of 2026'),
  ('cn', '2026-09-20', true,  'national-day',    'State Council notice on holidays of 2026'),
  ('cn', '2026-10-10', true,  'national-day',    'State Council notice on holidays of 2026')
ON CONFLICT (jurisdiction, day) DO NOTHING;
