-- Units: the dated tree on which every scope of every service stands.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Kinds and their levels are data of a jurisdiction: the law changes them by the year, and powers never follow from depth.
CREATE TABLE unit_kind (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code         text COLLATE "C" NOT NULL,
  level        text NOT NULL,
  name_vi      text NOT NULL,
  name_en      text NOT NULL,
  name_zh      text NOT NULL,
  PRIMARY KEY (jurisdiction, code)
);
REVOKE INSERT, UPDATE, DELETE ON unit_kind FROM doanket_app, doanket_worker;

INSERT INTO unit_kind (jurisdiction, code, level, name_vi, name_en, name_zh) VALUES
  ('vn', 'confederation',            'central',     'Tổng Liên đoàn Lao động',                    'general confederation of labour',   '总工会'),
  ('vn', 'provincial-federation',    'province',    'Liên đoàn Lao động tỉnh, thành phố',         'provincial federation of labour',   '省级劳动联合会'),
  ('vn', 'sector-union',             'province',    'Công đoàn ngành trung ương',                 'central sector union',              '中央产业工会'),
  ('vn', 'corporation-union',        'upper',       'Công đoàn tổng công ty',                     'corporation union',                 '集团公司工会'),
  ('vn', 'district-federation',      'upper',       'Liên đoàn Lao động huyện',                   'district federation of labour',     '县级劳动联合会'),
  ('vn', 'town-federation',          'upper',       'Liên đoàn Lao động thị xã',                  'town federation of labour',         '市镇劳动联合会'),
  ('vn', 'local-sector-union',       'upper',       'Công đoàn ngành địa phương',                 'local sector union',                '地方产业工会'),
  ('vn', 'industrial-parks-union',   'upper',       'Công đoàn các khu công nghiệp',              'industrial parks union',            '工业园区工会'),
  ('vn', 'commune-union',            'upper',       'Công đoàn xã, phường, đặc khu',              'commune union',                     '乡坊工会'),
  ('vn', 'grass-roots-union',        'grass-roots', 'Công đoàn cơ sở',                            'grass-roots union',                 '基层工会'),
  ('vn', 'nghiep-doan',              'grass-roots', 'Nghiệp đoàn cơ sở',                          'guild of workers without employer', '行业工会'),
  ('vn', 'member-union',             'inside',      'Công đoàn cơ sở thành viên',                 'member grass-roots union',          '基层分工会'),
  ('vn', 'departmental-union',       'inside',      'Công đoàn bộ phận',                          'departmental union',                '部门工会'),
  ('vn', 'union-group',              'inside',      'Tổ công đoàn',                               'union group',                       '工会小组'),
  ('cn', 'all-china-federation',     'central',     'Tổng Công hội toàn quốc Trung Hoa',          'all-China federation',              '中华全国总工会'),
  ('cn', 'provincial-federation',    'province',    'Tổng Công hội tỉnh',                         'provincial federation',             '省总工会'),
  ('cn', 'city-federation',          'city',        'Tổng Công hội thành phố',                    'city federation',                   '市总工会'),
  ('cn', 'county-federation',        'county',      'Tổng Công hội huyện',                        'county federation',                 '县总工会'),
  ('cn', 'district-federation',      'county',      'Tổng Công hội quận',                         'district federation',               '区总工会'),
  ('cn', 'development-zone-union',   'town',        'Công hội khu phát triển',                    'development-zone union',            '开发区工会'),
  ('cn', 'town-union',               'town',        'Công hội hương trấn, nhai đạo',              'town or street union',              '乡镇（街道）工会'),
  ('cn', 'village-union',            'village',     'Công hội thôn, khu dân cư',                  'village or community union',        '村（社区）工会'),
  ('cn', 'joint-union',              'grass-roots', 'Công hội liên hợp cơ sở',                    'joint grass-roots union',           '联合基层工会'),
  ('cn', 'trade-union-of-new-trades','grass-roots', 'Công hội ngành nghề mới',                    'union of new trades',               '新就业形态行业工会'),
  ('cn', 'grass-roots-union',        'grass-roots', 'Công hội cơ sở',                             'grass-roots union',                 '基层工会'),
  ('cn', 'union-group',              'inside',      'Tổ công hội',                                'union group',                       '工会小组');

CREATE SEQUENCE unit_number;

CREATE TABLE unit (
  id           uuid PRIMARY KEY,
  number       bigint NOT NULL UNIQUE,
  code         text COLLATE "C" NOT NULL UNIQUE,  -- rows are never deleted, so a code is never used again
  name         text NOT NULL,
  search_name  text NOT NULL GENERATED ALWAYS AS (doanket.search_form(name)) STORED,
  kind         text COLLATE "C" NOT NULL,
  jurisdiction text NOT NULL,
  parent_id    uuid REFERENCES unit,
  path         text COLLATE "C" NOT NULL UNIQUE,
  territory    text[] NOT NULL DEFAULT '{}',
  valid_from   date NOT NULL,
  valid_to     date CHECK (valid_to > valid_from), -- the first day on which the unit is no more
  successors   uuid[] NOT NULL DEFAULT '{}',
  version      bigint NOT NULL,
  FOREIGN KEY (jurisdiction, kind) REFERENCES unit_kind (jurisdiction, code)
);
CREATE INDEX unit_parent ON unit (parent_id);
CREATE INDEX unit_search_name ON unit USING gin (search_name gin_trgm_ops);

-- Where a unit stood when; and what it was called and covered when. Each has one open row as long as the unit lives.
CREATE TABLE unit_placement (
  unit_id    uuid NOT NULL REFERENCES unit,
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  parent_id  uuid,
  path       text COLLATE "C" NOT NULL,
  PRIMARY KEY (unit_id, valid_from)
);
CREATE INDEX unit_placement_path ON unit_placement (path);

CREATE TABLE unit_description (
  unit_id    uuid NOT NULL REFERENCES unit,
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  name       text NOT NULL,
  territory  text[] NOT NULL,
  PRIMARY KEY (unit_id, valid_from)
);

-- What happened, by which act, who recorded it.
CREATE TABLE unit_event (
  unit_id     uuid NOT NULL REFERENCES unit,
  version     bigint NOT NULL,
  fact        text NOT NULL,
  effective   date NOT NULL,
  act_number  text NOT NULL,
  act_date    date,
  detail      jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL,
  PRIMARY KEY (unit_id, version)
);

-- What the other services have as a replica. The reader's own rights count (security_invoker), not those of the view's owner.
CREATE VIEW unit_ref WITH (security_invoker = true) AS
  SELECT u.id, u.code, u.name, u.search_name, u.kind, k.level, u.jurisdiction, u.parent_id, u.path, u.valid_from, u.valid_to,
         u.successors, u.territory, u.version
  FROM unit u JOIN unit_kind k ON k.jurisdiction = u.jurisdiction AND k.code = u.kind;

-- The tree itself is open to read for this service's own login: a caller's scope is resolved from it before there is a
-- scope, and the successors of a unit may lie elsewhere. Every query of units carries the scope as a predicate instead,
-- so outside the subtree is 404. Writing is by range.
CALL doanket.scope_by_path('unit');
CREATE POLICY open_to_read ON unit FOR SELECT TO doanket_app USING (true);
CALL doanket.scope_by_path('unit_placement');
CREATE POLICY open_to_read ON unit_placement FOR SELECT TO doanket_app USING (true);
CALL doanket.scope_by_unit('unit_description');
CREATE POLICY open_to_read ON unit_description FOR SELECT TO doanket_app USING (true);
CALL doanket.scope_by_unit('unit_event');

REVOKE DELETE ON unit, unit_placement, unit_description FROM doanket_app, doanket_worker;
CALL doanket.append_only('unit_event');
