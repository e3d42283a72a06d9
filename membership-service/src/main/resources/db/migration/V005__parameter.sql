-- What the rules of a jurisdiction say in figures. A row holds from its day on until a later one of its kind begins; it is never
-- changed, and taken back only before it begins. Where a rule speaks of one kind of unit or of one band, subject names it.

CREATE TABLE parameter (
  id              uuid PRIMARY KEY,
  jurisdiction    text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  name            text COLLATE "C" NOT NULL,
  subject         text COLLATE "C" NOT NULL DEFAULT '',
  valid_from      date NOT NULL,
  numerator       bigint NOT NULL CHECK (numerator BETWEEN 0 AND 1000000000),
  denominator     bigint NOT NULL DEFAULT 1 CHECK (denominator BETWEEN 1 AND 1000000),
  unit_of_measure text NOT NULL CHECK (unit_of_measure IN
    ('members', 'units', 'persons', 'days', 'working-days', 'months', 'years', 'share')),
  citation        text NOT NULL,
  verified        boolean NOT NULL,
  cancelled_at    timestamptz,
  cancelled_why   text,
  version         bigint NOT NULL DEFAULT 0,
  CHECK (unit_of_measure = 'share' OR denominator = 1)
);
CREATE UNIQUE INDEX parameter_begin ON parameter (jurisdiction, name, subject, valid_from) WHERE cancelled_at IS NULL;
-- The same for everybody and no secret; set only at the root and never deleted.
REVOKE DELETE, TRUNCATE ON parameter FROM doanket_app, doanket_worker;

-- verified: read in a source that can be named. What was seen only in a machine's translation or is merely commonly said is not.
-- 2013-01-01 stands for "before anything that is entered here" (the Trade Union Law 2012 came into force), where the begin was not seen.
INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter ' || jurisdiction || name || subject || valid_from)::uuid, *
  FROM (VALUES
    ('vn', 'minimum-members', 'grass-roots-union', date '2013-01-01', 5, 1, 'members',
     'Charter of the Vietnam trade union: 5 members, or 5 workers with a voluntary application', true),
    ('vn', 'minimum-members', 'nghiep-doan', date '2013-01-01', 10, 1, 'members',
     'Older charters of the Vietnam trade union; the charter of 2023 may ask for more, text not seen', false),
    ('vn', 'minimum-members', 'commune-union', date '2025-06-12', 1500, 1, 'members',
     'TLD guidance of 2025-06-12 on commune unions (roughly; seen in translation)', false),
    ('vn', 'minimum-units', 'commune-union', date '2025-06-12', 10, 1, 'units',
     'TLD guidance of 2025-06-12 on commune unions (roughly; seen in translation)', false),
    ('vn', 'first-committee-meeting-within', '', date '2020-01-01', 10, 1, 'working-days',
     'Guide 03/HD-TLD 2020, art. 12: the committee meets after the congress', true),
    ('vn', 'recognition-dossier-within', '', date '2020-01-01', 15, 1, 'working-days',
     'Guide 03/HD-TLD 2020, art. 12: the dossier goes up after the congress', true),
    ('vn', 'recognition-answer-within', '', date '2020-01-01', 15, 1, 'working-days',
     'Commonly said of the upper union''s answer; text not seen', false),
    ('vn', 'admission-decision-within', '', date '2020-01-01', 15, 1, 'working-days',
     'No figure found; to be confirmed by the federation', false),
    ('cn', 'admission-decision-within', '', date '2016-12-12', 15, 1, 'working-days',
     'No figure found; to be confirmed by the federation', false),
    ('vn', 'delegates-congress-from', '', date '2015-01-01', 150, 1, 'members',
     'VUIT, 2015-10-10: a congress of delegates from 150 members on, or where they work scattered and agree', true),
    ('vn', 'term', '', date '2013-01-01', 5, 1, 'years',
     'Congresses of 2025 for 2025-2030 (seen in translation)', false),
    ('cn', 'term', '', date '2013-01-01', 5, 1, 'years',
     'Trade Union Law: three or five years, as commonly said; text not seen', false),
    ('cn', 'term', 'grass-roots-union', date '2013-01-01', 3, 1, 'years',
     'Trade Union Law: three or five years, as commonly said; text not seen', false),
    ('vn', 'term-at-most', '', date '2013-01-01', 20, 1, 'years', 'Our own rule: a longer term is a slip of the pen; no text names a most', false),
    ('cn', 'term-at-most', '', date '2013-01-01', 20, 1, 'years', 'Our own rule: a longer term is a slip of the pen; no text names a most', false),
    ('cn', 'committee-from', '', date '2013-01-01', 25, 1, 'members',
     'Trade Union Law: a committee from 25 members on, as commonly said; text not seen', false),
    ('vn', 'officer-dismissal-notice', '', date '2025-07-01', 30, 1, 'days',
     'Law on Trade Unions 2024: no dismissal of a part-time officer without the upper union''s consent; 30 days'' notice after failed agreement (seen in translation)', false),
    ('vn', 'committee-women-at-least', 'provincial-federation', date '2022-01-01', 30, 100, 'share',
     'Guide 56/HD-TLD 2022 for the term 2023-28: aim for about 30 % women', true),
    ('vn', 'committee-under-40-at-least', 'provincial-federation', date '2022-01-01', 10, 100, 'share',
     'Guide 56/HD-TLD 2022 for the term 2023-28: aim for 10 % and more under 40', true),
    ('vn', 'suspension-at-most', '', date '2013-01-01', 12, 1, 'months',
     'Commonly said: no work or pay, up to 12 months; text not seen', false),
    ('vn', 'foreign-contract-at-least', '', date '2025-07-01', 12, 1, 'months',
     'Law on Trade Unions 2024: foreigners with a labour contract of 12 months or more', true),
    ('vn', 'working-age', '', date '2013-01-01', 15, 1, 'years', 'Labour Code: 15 years, as commonly said; text not seen', false),
    ('cn', 'lapse-after', '', date '2016-12-12', 6, 1, 'months',
     'A company''s rule: six months without dues and activity after a reminder count as leaving', false),
    ('vn', 'transfer-silence', '', date '2013-01-01', 15, 1, 'working-days',
     'No figure found; after it the upper union decides; to be confirmed by the federation', false),
    ('cn', 'transfer-silence', '', date '2016-12-12', 15, 1, 'working-days',
     'No figure found; after it the upper union decides; to be confirmed by the federation', false),
    ('vn', 'small-cell', '', date '2013-01-01', 5, 1, 'persons', 'Our own rule: smaller figures identify people; they are not published', false),
    ('cn', 'small-cell', '', date '2013-01-01', 5, 1, 'persons', 'Our own rule: smaller figures identify people; they are not published', false),
    ('vn', 'data-request-first-answer', '', date '2026-01-01', 2, 1, 'working-days',
     'Law 91/2025 and Decree 356/2025, by summaries of law firms', false),
    ('vn', 'data-request-answer', 'withdrawal', date '2026-01-01', 15, 1, 'days',
     'Decree 356/2025, by summaries of law firms: 15 days, and working days only of the first answer', false),
    ('vn', 'data-request-answer', 'restriction', date '2026-01-01', 15, 1, 'days',
     'Decree 356/2025, by summaries of law firms: 15 days, and working days only of the first answer', false),
    ('vn', 'data-request-answer', 'objection', date '2026-01-01', 15, 1, 'days',
     'Decree 356/2025, by summaries of law firms: 15 days, and working days only of the first answer', false),
    ('vn', 'data-request-answer', '', date '2026-01-01', 10, 1, 'working-days',
     'Law 91/2025 and Decree 356/2025: 10 to 20 by kind, by summaries of law firms; the shortest', false)
  ) seed(jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified);

-- Days off that fall on weekdays, and weekends that are worked instead of one: legal clocks count working days.
CREATE TABLE holiday (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  day          date NOT NULL,
  worked       boolean NOT NULL DEFAULT false,
  code         text NOT NULL,
  citation     text NOT NULL,
  PRIMARY KEY (jurisdiction, day)
);
REVOKE DELETE, TRUNCATE ON holiday FROM doanket_app, doanket_worker;

INSERT INTO holiday (jurisdiction, day, worked, code, citation)
SELECT span.jurisdiction, day::date, span.worked, span.code, span.citation
  FROM (VALUES
    ('vn', 'new-year',        false, date '2025-01-01', date '2025-01-01', 'Labour Code 2019, art. 112'),
    ('vn', 'tet',             false, date '2025-01-27', date '2025-01-31', 'Labour Code 2019, art. 112; days chosen for 2025'),
    ('vn', 'hung-kings',      false, date '2025-04-07', date '2025-04-07', 'Labour Code 2019, art. 112; 10th of the 3rd lunar month'),
    ('vn', 'reunification',   false, date '2025-04-30', date '2025-04-30', 'Labour Code 2019, art. 112'),
    ('vn', 'labour-day',      false, date '2025-05-01', date '2025-05-01', 'Labour Code 2019, art. 112'),
    ('vn', 'national-day',    false, date '2025-09-01', date '2025-09-02', 'Labour Code 2019, art. 112'),
    ('vn', 'new-year',        false, date '2026-01-01', date '2026-01-01', 'Labour Code 2019, art. 112'),
    ('vn', 'tet',             false, date '2026-02-16', date '2026-02-20', 'Labour Code 2019, art. 112; days chosen for 2026'),
    ('vn', 'hung-kings',      false, date '2026-04-27', date '2026-04-27', 'Labour Code 2019, art. 111, 112; the day itself is a Sunday'),
    ('vn', 'reunification',   false, date '2026-04-30', date '2026-04-30', 'Labour Code 2019, art. 112'),
    ('vn', 'labour-day',      false, date '2026-05-01', date '2026-05-01', 'Labour Code 2019, art. 112'),
    ('vn', 'national-day',    false, date '2026-09-01', date '2026-09-02', 'Labour Code 2019, art. 112'),
    ('cn', 'new-year',        false, date '2025-01-01', date '2025-01-01', 'State Council notice on holidays of 2025'),
    ('cn', 'spring-festival', false, date '2025-01-28', date '2025-02-04', 'State Council notice on holidays of 2025'),
    ('cn', 'spring-festival', true,  date '2025-01-26', date '2025-01-26', 'State Council notice on holidays of 2025'),
    ('cn', 'spring-festival', true,  date '2025-02-08', date '2025-02-08', 'State Council notice on holidays of 2025'),
    ('cn', 'qingming',        false, date '2025-04-04', date '2025-04-06', 'State Council notice on holidays of 2025'),
    ('cn', 'labour-day',      false, date '2025-05-01', date '2025-05-05', 'State Council notice on holidays of 2025'),
    ('cn', 'labour-day',      true,  date '2025-04-27', date '2025-04-27', 'State Council notice on holidays of 2025'),
    ('cn', 'dragon-boat',     false, date '2025-05-31', date '2025-06-02', 'State Council notice on holidays of 2025'),
    ('cn', 'national-day',    false, date '2025-10-01', date '2025-10-08', 'State Council notice on holidays of 2025'),
    ('cn', 'national-day',    true,  date '2025-09-28', date '2025-09-28', 'State Council notice on holidays of 2025'),
    ('cn', 'national-day',    true,  date '2025-10-11', date '2025-10-11', 'State Council notice on holidays of 2025'),
    ('cn', 'new-year',        false, date '2026-01-01', date '2026-01-03', 'State Council notice on holidays of 2026'),
    ('cn', 'new-year',        true,  date '2026-01-04', date '2026-01-04', 'State Council notice on holidays of 2026'),
    ('cn', 'spring-festival', false, date '2026-02-15', date '2026-02-23', 'State Council notice on holidays of 2026'),
    ('cn', 'spring-festival', true,  date '2026-02-14', date '2026-02-14', 'State Council notice on holidays of 2026'),
    ('cn', 'spring-festival', true,  date '2026-02-28', date '2026-02-28', 'State Council notice on holidays of 2026'),
    ('cn', 'qingming',        false, date '2026-04-04', date '2026-04-06', 'State Council notice on holidays of 2026'),
    ('cn', 'labour-day',      false, date '2026-05-01', date '2026-05-05', 'State Council notice on holidays of 2026'),
    ('cn', 'labour-day',      true,  date '2026-05-09', date '2026-05-09', 'State Council notice on holidays of 2026'),
    ('cn', 'dragon-boat',     false, date '2026-06-19', date '2026-06-21', 'State Council notice on holidays of 2026'),
    ('cn', 'mid-autumn',      false, date '2026-09-25', date '2026-09-27', 'State Council notice on holidays of 2026'),
    ('cn', 'national-day',    false, date '2026-10-01', date '2026-10-07', 'State Council notice on holidays of 2026'),
    ('cn', 'national-day',    true,  date '2026-09-20', date '2026-09-20', 'State Council notice on holidays of 2026'),
    ('cn', 'national-day',    true,  date '2026-10-10', date '2026-10-10', 'State Council notice on holidays of 2026')
  ) span(jurisdiction, code, worked, first, last, citation),
  generate_series(span.first, span.last, interval '1 day') day;
