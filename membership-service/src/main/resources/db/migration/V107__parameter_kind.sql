-- Which figures there are, in what they are measured and how great they may be: what somebody reads a figure as, and what the calendar can still count.
CREATE TABLE parameter_kind (
  name             text COLLATE "C" PRIMARY KEY,
  units_of_measure text[] NOT NULL CHECK (cardinality(units_of_measure) > 0),
  most             bigint CHECK (most BETWEEN 1 AND 1000000000)         -- null: a share, which is not more than all
);
-- The same for everybody and no secret; a new kind comes with the feature that reads it.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON parameter_kind FROM doanket_app, doanket_worker;
INSERT INTO parameter_kind VALUES
  ('admission-decision-within',      '{days,working-days}', 366),
  ('appointed-delegates-at-most',    '{share}', NULL),
  ('card-valid-for',                 '{months}', 120),
  ('committee-from',                 '{members}', 100000),
  ('committee-under-40-at-least',    '{share}', NULL),
  ('committee-women-at-least',       '{share}', NULL),
  ('congress-quorum',                '{share}', NULL),
  ('data-request-answer',            '{days,working-days}', 366),
  ('data-request-first-answer',      '{days,working-days}', 366),
  ('delegates-congress-from',        '{members}', 100000),
  ('elected-with-more-than',         '{share}', NULL),
  ('erasure-receipt',                '{days,working-days}', 366),
  ('first-committee-meeting-within', '{working-days}', 366),
  ('foreign-contract-at-least',      '{months}', 600),
  ('lapse-after',                    '{months}', 600),
  ('minimum-members',                '{members}', 1000000),
  ('minimum-units',                  '{units}', 10000),
  ('officer-dismissal-notice',       '{days}', 366),
  ('recognition-answer-within',      '{working-days}', 366),
  ('recognition-dossier-within',     '{working-days}', 366),
  ('small-cell',                     '{persons}', 1000),
  ('suspension-at-most',             '{months}', 600),
  ('term',                           '{years}', 100),
  ('term-at-most',                   '{years}', 100),
  ('transfer-silence',               '{days,working-days}', 366),
  ('working-age',                    '{years}', 100);
-- What an installation has set besides stays what it is.
INSERT INTO parameter_kind
SELECT name, array_agg(DISTINCT unit_of_measure), CASE WHEN bool_and(unit_of_measure = 'share') THEN NULL ELSE greatest(1, max(numerator)) END
  FROM parameter GROUP BY name ON CONFLICT (name) DO NOTHING;
