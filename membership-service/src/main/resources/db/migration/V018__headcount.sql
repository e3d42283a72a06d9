-- Head counts: what units report of themselves, beside what the register counts. Never one in the place of the other.

-- What the register was on a day follows from what it is and from what has changed since: few rows, hence this index. An admission
-- (version 1) changes nothing that was before.
CREATE INDEX member_event_change ON member_event (effective) WHERE version > 1;

-- The tree as it stood on a day. A unit that has ended counts up to its end.
CREATE FUNCTION units_on(day date, path_from text, path_to text)
  RETURNS TABLE (unit_id uuid, number bigint, code text, name text, kind text, level text, jurisdiction text, parent_id uuid, path text)
  LANGUAGE sql STABLE AS $$
  SELECT u.id, u.number, u.code, d.name, u.kind, k.level, u.jurisdiction, p.parent_id, p.path
    FROM unit_placement p
    JOIN unit u ON u.id = p.unit_id
    JOIN unit_kind k ON k.jurisdiction = u.jurisdiction AND k.code = u.kind
    JOIN unit_description d ON d.unit_id = u.id AND d.valid_from <= day AND (d.valid_to IS NULL OR d.valid_to > day)
   WHERE p.path >= path_from COLLATE "C" AND p.path < path_to COLLATE "C" AND p.valid_from <= day AND (p.valid_to IS NULL OR p.valid_to > day)
$$;

-- Whose membership went on in these units on a day, and as what. Of each field that an event after that day has changed, the first
-- such event says what it was; its detail has {field: [before, after]}.
CREATE FUNCTION members_on(day date, units uuid[])
  RETURNS TABLE (member_id uuid, unit_id uuid, sex text, category text, status text, dues_kind text)
  LANGUAGE sql STABLE AS $$
  WITH later AS MATERIALIZED (
    SELECT e.member_id, jsonb_object_agg(c.key, c.value -> 0 ORDER BY e.effective DESC, e.version DESC) AS was
      FROM member_event e CROSS JOIN LATERAL jsonb_each(e.detail) c
     WHERE e.version > 1 AND e.effective > day AND c.key IN ('unitId', 'category', 'status', 'duesKind') AND jsonb_typeof(c.value) = 'array'
     GROUP BY e.member_id
  ), wanted AS MATERIALIZED (
    SELECT DISTINCT unnest(units) AS id
  ), candidate AS (
    SELECT m.id, m.unit_id, m.sex, m.category, m.status, m.dues_kind, m.joined_on FROM wanted w JOIN member m ON m.unit_id = w.id
    UNION ALL
    SELECT m.id, m.unit_id, m.sex, m.category, m.status, m.dues_kind, m.joined_on FROM later l JOIN wanted w ON w.id = (l.was ->> 'unitId')::uuid
      JOIN member m ON m.id = l.member_id WHERE m.unit_id NOT IN (SELECT id FROM wanted)
  ), past AS (
    SELECT c.id, c.sex,
           CASE WHEN jsonb_exists(l.was, 'unitId') THEN (l.was ->> 'unitId')::uuid ELSE c.unit_id END AS unit_id,
           CASE WHEN jsonb_exists(l.was, 'category') THEN l.was ->> 'category' ELSE c.category END AS category,
           CASE WHEN jsonb_exists(l.was, 'status') THEN l.was ->> 'status' ELSE c.status END AS status,
           CASE WHEN jsonb_exists(l.was, 'duesKind') THEN l.was ->> 'duesKind' ELSE c.dues_kind END AS dues_kind
      FROM candidate c LEFT JOIN later l ON l.member_id = c.id
     WHERE c.joined_on <= day
  )
  SELECT p.id, p.unit_id, p.sex, p.category, p.status, p.dues_kind
    FROM past p JOIN member_status s ON s.code = p.status AND s.is_open JOIN wanted w ON w.id = p.unit_id
$$;

-- Where there is no employer there are no workers to be more than the members.
ALTER TABLE unit_kind ADD has_employer boolean NOT NULL DEFAULT true;
UPDATE unit_kind SET has_employer = false WHERE (jurisdiction, code) IN (('vn', 'nghiep-doan'), ('cn', 'trade-union-of-new-trades'));

-- What a report may say besides members and workers. The yearbooks' columns among it.
CREATE TABLE headcount_figure (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code         text COLLATE "C" NOT NULL,
  position     int NOT NULL,
  name_vi      text NOT NULL,
  name_en      text NOT NULL,
  name_zh      text NOT NULL,
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, code)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON headcount_figure FROM doanket_app, doanket_worker;
INSERT INTO headcount_figure VALUES
  ('vn', 'executive-committee',   10, 'Ủy viên ban chấp hành',          'members of the executive committee',  '工会委员会委员', 'List of grass-roots unions of a provincial system', true),
  ('vn', 'inspection-committee',  20, 'Ủy viên ủy ban kiểm tra',        'members of the inspection committee', '经费审查委员会委员', 'List of grass-roots unions of a provincial system', true),
  ('vn', 'workers-short-of-work', 30, 'Lao động thiếu việc làm',        'workers short of work',               '工作不足的劳动者', 'Form 02-HDCD, part I', true),
  ('vn', 'women-short-of-work',   40, 'Lao động nữ thiếu việc làm',     'women short of work',                 '工作不足的女劳动者', 'Form 02-HDCD, part I', true),
  ('vn', 'paid-workers-counted',  50, 'Số người được tính tiền lương bình quân', 'persons counted for the average pay', '计入平均工资的人数', 'Form 02-HDCD, part I', true),
  ('cn', 'womens-committees',     10, 'Ban nữ công',                    'women''s committees',                 '女职工委员会', 'Jiangsu yearbook', true),
  ('cn', 'audit-bodies',          20, 'Ủy ban kiểm tra tài chính',      'audit bodies',                        '经费审查机构', 'Jiangsu yearbook', true),
  ('cn', 'worker-congresses',     30, 'Đơn vị có đại hội công nhân viên chức', 'units with a workers'' congress', '建立职工代表大会的单位', 'Jiangsu yearbook', true),
  ('cn', 'open-affairs',          40, 'Đơn vị công khai việc nhà máy',  'units with open affairs',             '实行厂务公开的单位', 'Jiangsu yearbook', true),
  ('cn', 'safety-supervision',    50, 'Tổ chức giám sát an toàn lao động', 'bodies of labour protection supervision', '劳动保护监督组织', 'Jiangsu yearbook', true),
  ('cn', 'law-supervision',       60, 'Tổ chức giám sát pháp luật lao động', 'bodies of labour law supervision', '劳动法律监督组织', 'Jiangsu yearbook', true),
  ('cn', 'mediation-committees',  70, 'Ban hòa giải tranh chấp lao động', 'labour dispute mediation committees', '劳动争议调解委员会', 'Jiangsu yearbook', true),
  ('cn', 'full-time-staff',       80, 'Cán bộ công hội chuyên trách',   'full-time union staff',               '专职工会干部', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'part-time-staff',       90, 'Cán bộ công hội kiêm nhiệm',     'part-time union staff',               '兼职工会干部', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'joint-member-units',   100, 'Đơn vị thuộc công hội liên hợp', 'units covered by joint unions',       '联合基层工会涵盖单位', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'congress-delegates',   110, 'Đại biểu đại hội công nhân viên chức', 'delegates of workers'' congresses', '职工代表', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'women-delegates',      120, 'Đại biểu nữ',                    'women among the delegates',           '女职工代表', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'worker-directors',     130, 'Thành viên hội đồng quản trị là người lao động', 'worker directors',     '职工董事', 'A city''s yearbook, table 15-4, 2010', true);

-- Periods are data: who asks (unit_id), of which level below, about which day, and from when to when it may be answered.
CREATE TABLE headcount_period (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL REFERENCES unit,
  code       text COLLATE "C" NOT NULL,
  name       text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('month', 'quarter', 'half-year', 'year', 'ad-hoc')),
  level      text NOT NULL,
  first_day  date NOT NULL,
  last_day   date NOT NULL CHECK (last_day >= first_day),
  cut_off    date NOT NULL,
  opens_on   date NOT NULL,
  due_on     date NOT NULL CHECK (due_on >= opens_on),
  closes_on  date NOT NULL CHECK (closes_on >= due_on),  -- the last day of the window
  version    bigint NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (unit_id, code)
);
CREATE INDEX headcount_period_cut_off ON headcount_period (cut_off);

CREATE TABLE headcount_report (
  id            uuid PRIMARY KEY,
  period_id     uuid NOT NULL REFERENCES headcount_period,
  unit_id       uuid NOT NULL REFERENCES unit,
  members       int NOT NULL CHECK (members >= 0),
  members_women int NOT NULL CHECK (members_women BETWEEN 0 AND members),
  workers       int CHECK (workers >= 0),
  workers_women int CHECK (workers_women BETWEEN 0 AND workers),
  figures       jsonb NOT NULL,
  text          text,
  state         text NOT NULL CHECK (state IN ('draft', 'pending', 'approved', 'rejected')),
  filed_by      text NOT NULL,
  filed_at      timestamptz NOT NULL,
  decided_by    text,
  decided_at    timestamptz,
  note          text,
  version       bigint NOT NULL,
  UNIQUE (period_id, unit_id),   -- so there is one approved at most
  CHECK ((workers IS NULL) = (workers_women IS NULL))
);
CREATE INDEX headcount_report_unit ON headcount_report (unit_id);

CALL doanket.scope_by_unit('headcount_report');
-- A unit below must know what is asked of it from above; only the one who asks may write it.
CALL doanket.scope_by_unit('headcount_period');
CREATE POLICY open_to_read ON headcount_period FOR SELECT TO doanket_app USING (true);
REVOKE DELETE ON headcount_period FROM doanket_app, doanket_worker;
