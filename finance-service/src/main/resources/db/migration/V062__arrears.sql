-- When dues that a unit has not paid pass from one phase to the next, in days since they were due (figures dues-due-*), and what is
-- done then. No rule of a jurisdiction was found that says so: these are our own until the federation sets others.
CREATE TABLE arrears_phase (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL REFERENCES jurisdiction,
  phase         int NOT NULL CHECK (phase BETWEEN 1 AND 3),
  days          int NOT NULL CHECK (days BETWEEN 1 AND 3650),
  action        text NOT NULL CHECK (action IN ('remind', 'warn', 'report-up')),
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  name_zh       text NOT NULL,
  valid_from    date NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  version       bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX arrears_phase_begin ON arrears_phase (jurisdiction, phase, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO arrears_phase (id, jurisdiction, phase, days, action, name_vi, name_en, name_zh, valid_from, citation, verified)
SELECT ('019400d6-0000-7000-8000-00000000000' || row_number() OVER (ORDER BY j.code, p.phase))::uuid, j.code, p.*, '2009-01-01',
       'Doanket''s own; the federation sets its own days', false
  FROM jurisdiction j, (VALUES (1, 31, 'remind', 'Nhắc nộp', 'Reminder', '催缴'), (2, 61, 'warn', 'Cảnh báo', 'Warning', '警告'),
                               (3, 91, 'report-up', 'Báo cáo cấp trên', 'Reported to the level above', '报上级')) AS p (phase);
REVOKE DELETE, TRUNCATE ON arrears_phase FROM doanket_app;

-- Phases that a unit's month has entered and that were told of: each once.
CREATE TABLE arrears_reminder (
  unit_id     uuid NOT NULL,
  month       date NOT NULL,
  phase       int NOT NULL,
  outstanding bigint NOT NULL,
  at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (unit_id, month, phase)
);
CALL doanket.scope_by_unit('arrears_reminder');
REVOKE INSERT, UPDATE, DELETE ON arrears_reminder FROM doanket_app;
CREATE INDEX unit_month_unpaid ON unit_month (id) WHERE assessed + taken - handed > dues_collected;

-- Months that are not paid whole, each in the phase it is in; what a unit that ended was owed is its heirs'. codes and days: of each jurisdiction the day it is there.
CREATE FUNCTION arrears_on(codes text[], days_there date[])
RETURNS TABLE (id uuid, unit_id uuid, month date, currency text, assessed bigint, collected bigint, due_on date, days int, phase int, action text,
               name_vi text, name_en text, name_zh text) LANGUAGE sql STABLE AS $$
  WITH day AS (
    SELECT d.code, d.today FROM unnest(codes, days_there) AS d (code, today)
  ), holding AS (
    SELECT DISTINCT ON (p.jurisdiction, p.phase) p.* FROM arrears_phase p JOIN day d ON d.code = p.jurisdiction
     WHERE p.cancelled_at IS NULL AND p.valid_from <= d.today ORDER BY p.jurisdiction, p.phase, p.valid_from DESC
  ), term AS (
    -- Of each figure the rows that began, with the day on which the next one begins: looked up once and not for every month.
    SELECT f.jurisdiction, f.name, f.num::int AS num, f.valid_from,
           lead(f.valid_from, 1, 'infinity') OVER (PARTITION BY f.jurisdiction, f.name ORDER BY f.valid_from) AS valid_to
      FROM figure f WHERE f.name IN ('dues-due-months', 'dues-due-day') AND f.cancelled_at IS NULL
  )
  SELECT m.id, m.unit_id, m.month, m.currency, m.assessed + m.taken - m.handed, m.dues_collected, e.due_on,
         d.today - e.due_on, h.phase, h.action, h.name_vi, h.name_en,
         h.name_zh
    FROM unit_month m JOIN unit_ref u ON u.id = m.unit_id JOIN day d ON d.code = u.jurisdiction
    JOIN term months ON months.name = 'dues-due-months' AND months.jurisdiction = u.jurisdiction AND m.month >= months.valid_from AND m.month < months.valid_to
    JOIN term the_day ON the_day.name = 'dues-due-day' AND the_day.jurisdiction = u.jurisdiction AND m.month >= the_day.valid_from AND m.month < the_day.valid_to
   CROSS JOIN LATERAL (SELECT day_of_month(m.month, months.num, the_day.num) AS due_on) e
   CROSS JOIN LATERAL (SELECT p.* FROM holding p WHERE p.jurisdiction = u.jurisdiction AND p.days <= d.today - e.due_on
                        ORDER BY p.phase DESC LIMIT 1) h
   WHERE m.assessed + m.taken - m.handed > m.dues_collected
$$;
