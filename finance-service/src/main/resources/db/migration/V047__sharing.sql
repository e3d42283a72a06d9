-- Ratios also by level and by employers' group, of what a unit has received itself or (origin below) of what came to it from
-- below; 'cross' is what province and sector gave each other, which is known of and not applied. The most particular row holds: its level's before any, its group's before any, then the latest. A provisional row is the
-- estimate by which receipts are split until the ratio of the year is decided; then the decided one holds from the same day.
ALTER TABLE sharing_ratio ADD COLUMN level text NOT NULL DEFAULT '';
ALTER TABLE sharing_ratio ADD COLUMN employer_group text NOT NULL DEFAULT '';
ALTER TABLE sharing_ratio ADD COLUMN origin text NOT NULL DEFAULT 'own' CHECK (origin IN ('own', 'below', 'cross'));
ALTER TABLE sharing_ratio ADD COLUMN provisional boolean NOT NULL DEFAULT false;
ALTER TABLE sharing_ratio ADD COLUMN valid_to date CHECK (valid_to > valid_from);
DROP INDEX sharing_ratio_begin;
CREATE UNIQUE INDEX sharing_ratio_begin ON sharing_ratio (jurisdiction, stream, origin, level, employer_group, provisional, valid_from)
  WHERE cancelled_at IS NULL;

-- 2013 to 2021 the shares of foreign-invested firms were not found: these rows end with their year, as the common ones of 2012 do.
UPDATE sharing_ratio SET valid_to = '2013-01-01' WHERE id IN ('019400d3-0000-7000-8000-000000000001', '019400d3-0000-7000-8000-000000000002');
INSERT INTO sharing_ratio (id, jurisdiction, stream, employer_group, valid_from, valid_to, up_num, up_den, citation, verified) VALUES
  ('019400d3-0000-7000-8000-000000000010', 'vn', 'dues', 'fdi', '2012-01-01', '2013-01-01', 20, 100, 'sharing of 2012: foreign-invested firms 80/20', true),
  ('019400d3-0000-7000-8000-000000000011', 'vn', 'fund', 'fdi', '2012-01-01', '2013-01-01', 0, 100, 'sharing of 2012: foreign-invested firms 100/0 of the fund', true),
  ('019400d3-0000-7000-8000-000000000013', 'vn', 'fund', 'cross-97-3', '2012-01-01', '2013-01-01', 3, 100, 'sharing of 2012: cross-shares 97/3 and 93/7 between province and sector; which of them gives which was not seen', true),
  ('019400d3-0000-7000-8000-000000000014', 'vn', 'fund', 'cross-93-7', '2012-01-01', '2013-01-01', 7, 100, 'sharing of 2012: cross-shares 97/3 and 93/7 between province and sector; which of them gives which was not seen', true),
  ('019400d3-0000-7000-8000-000000000012', 'cn', 'fund', 'finance-telecom-post', '2009-01-01', NULL, 10, 100, 'some systems of finance, telecom and post pay up 10 % only (local; text not seen)', false);
UPDATE sharing_ratio SET origin = 'cross' WHERE employer_group LIKE 'cross-%';

CREATE FUNCTION sharing_ratio_on(of_jurisdiction text, of_stream text, of_origin text, of_level text, of_group text, day date)
RETURNS SETOF sharing_ratio LANGUAGE sql STABLE AS $$
  SELECT * FROM sharing_ratio s
   WHERE s.jurisdiction = of_jurisdiction AND s.stream = of_stream AND s.origin = of_origin AND s.level IN ('', of_level)
     AND s.employer_group IN ('', of_group) AND s.cancelled_at IS NULL AND s.valid_from <= day AND (s.valid_to IS NULL OR s.valid_to > day)
   ORDER BY s.level <> '' DESC, s.employer_group <> '' DESC, s.valid_from DESC, s.provisional LIMIT 1
$$;

-- Why a share was booked: a receipt (or charges) changed, or a run over a subtree found that another ratio holds by now.
ALTER TABLE income_share ADD COLUMN origin text NOT NULL DEFAULT 'own' CHECK (origin IN ('own', 'below'));
ALTER TABLE income_share ADD COLUMN cause text NOT NULL DEFAULT 'receipt' CHECK (cause IN ('receipt', 're-share', 'true-up'));
CREATE INDEX income_share_upper ON income_share (upper_id, month, stream);
-- What a unit passed further up of what it had from below.
ALTER TABLE unit_month ADD COLUMN dues_passed bigint NOT NULL DEFAULT 0;
ALTER TABLE unit_month ADD COLUMN fund_passed bigint NOT NULL DEFAULT 0;

-- Work over the shares of a subtree: looked at first (preview), then booked (post).
CREATE TABLE sharing_run (
  id         uuid PRIMARY KEY,
  no         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id    uuid NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('re-share', 'true-up', 'refund')),
  from_month date NOT NULL CHECK (extract(day FROM from_month) = 1),
  to_month   date NOT NULL CHECK (extract(day FROM to_month) = 1 AND to_month >= from_month),
  mode       text NOT NULL CHECK (mode IN ('preview', 'post')),
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done')),
  units      bigint,
  lines      bigint,
  up         bigint,
  down       bigint,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL doanket.scope_by_unit('sharing_run');

CREATE TABLE sharing_run_line (
  no       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_no   bigint NOT NULL,
  unit_id  uuid NOT NULL,
  upper_id uuid NOT NULL,
  month    date NOT NULL,
  stream   text NOT NULL,
  origin   text NOT NULL,
  ratio_id uuid,
  before   bigint NOT NULL,
  step     bigint NOT NULL,
  currency text NOT NULL
);
CREATE INDEX sharing_run_line_run ON sharing_run_line (run_no, no);
CALL doanket.scope_by_unit('sharing_run_line');
REVOKE INSERT, UPDATE, DELETE ON sharing_run_line FROM doanket_app;

-- Of the grass-roots part of the fund what belongs to a workers' organisation at the same employer, step by step.
CREATE TABLE organisation_share (
  no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  employer_no bigint NOT NULL REFERENCES employer (no),
  unit_id     uuid NOT NULL,
  month       date NOT NULL,
  amount      bigint NOT NULL CHECK (amount <> 0),
  currency    text NOT NULL,
  day         date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX organisation_share_unit ON organisation_share (unit_id, month);
CALL doanket.scope_by_unit('organisation_share');
CALL doanket.append_only('organisation_share');
REVOKE INSERT ON organisation_share FROM doanket_app;

-- What came back of a year's shares of the fund to a unit whose employers pay little.
CREATE TABLE share_refund (
  no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id     uuid NOT NULL,
  upper_id    uuid NOT NULL,
  year        int NOT NULL,
  shared      bigint NOT NULL,
  amount      bigint NOT NULL CHECK (amount <> 0),
  rule_no     bigint NOT NULL REFERENCES fund_rule (no),
  currency    text NOT NULL,
  day         date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX share_refund_unit ON share_refund (unit_id, year);
CALL doanket.scope_by_unit('share_refund');
CALL doanket.append_only('share_refund');
REVOKE INSERT ON share_refund FROM doanket_app;
