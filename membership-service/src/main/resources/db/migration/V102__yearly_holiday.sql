-- Days off of every year, so that a clock which runs into a year without a notice does not count them. What a notice declares goes before them.
CREATE TABLE yearly_holiday (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  month        int  NOT NULL,
  day          int  NOT NULL,
  since        date NOT NULL,
  made_up      boolean NOT NULL,       -- the next working day is off where it falls on a weekend
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, month, day),
  CHECK (make_date(2001, month, day) IS NOT NULL)
);
INSERT INTO yearly_holiday VALUES
  ('vn', 1,  1,  '2021-01-01', true,  'Labour Code 2019, art. 111, 112', true),
  ('vn', 4,  30, '2021-01-01', true,  'Labour Code 2019, art. 111, 112', true),
  ('vn', 5,  1,  '2021-01-01', true,  'Labour Code 2019, art. 111, 112', true),
  ('vn', 9,  2,  '2021-01-01', true,  'Labour Code 2019, art. 111, 112; the second day is chosen each year', true),
  ('cn', 1,  1,  '2008-01-01', true,  'Regulation on public holidays (State Council, 2024), art. 2, 6', false),
  ('cn', 5,  1,  '2008-01-01', true,  'Regulation on public holidays (State Council, 2024), art. 2, 6', false),
  ('cn', 5,  2,  '2025-01-01', true,  'Regulation on public holidays (State Council, 2024), art. 2, 6', false),
  ('cn', 10, 1,  '2008-01-01', true,  'Regulation on public holidays (State Council, 2024), art. 2, 6', false),
  ('cn', 10, 2,  '2008-01-01', true,  'Regulation on public holidays (State Council, 2024), art. 2, 6', false),
  ('cn', 10, 3,  '2008-01-01', true,  'Regulation on public holidays (State Council, 2024), art. 2, 6', false);
REVOKE INSERT, UPDATE, DELETE ON yearly_holiday FROM doanket_app;
