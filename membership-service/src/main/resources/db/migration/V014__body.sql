-- Bodies (committees of one term each) and those who hold office in them.

-- Which bodies there are, at which levels, with which positions; and which role of ours a position brings, by level. All data.
CREATE TABLE body_kind (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code         text COLLATE "C" NOT NULL,
  levels       text[] NOT NULL,
  name_vi      text NOT NULL,
  name_en      text NOT NULL,
  name_zh      text NOT NULL,
  PRIMARY KEY (jurisdiction, code)
);
INSERT INTO body_kind VALUES
  ('vn', 'executive-committee',  '{central,province,upper,grass-roots,inside}', 'Ban Chấp hành',            'executive committee',  '执行委员会'),
  ('vn', 'standing-committee',   '{central,province,upper,grass-roots}',        'Ban Thường vụ',            'standing committee',   '常务委员会'),
  ('vn', 'inspection-committee', '{central,province,upper,grass-roots}',        'Ủy ban Kiểm tra',          'inspection committee', '检查委员会'),
  ('vn', 'women-committee',      '{central,province,upper,grass-roots}',        'Ban Nữ công',              'women''s committee',   '女工委员会'),
  ('vn', 'group-leaders',        '{inside}',                                    'Tổ trưởng, tổ phó',        'group leaders',        '小组负责人'),
  ('cn', 'executive-committee',  '{central,province,city,county,town,village,grass-roots}', 'Ủy ban Công hội', 'union committee',   '工会委员会'),
  ('cn', 'standing-committee',   '{central,province,city,county}',              'Ban Thường vụ',            'standing committee',   '常务委员会'),
  ('cn', 'audit-committee',      '{central,province,city,county,town,village,grass-roots}', 'Ủy ban Thẩm tra kinh phí', 'audit committee', '经费审查委员会'),
  ('cn', 'women-committee',      '{central,province,city,county,town,village,grass-roots}', 'Ủy ban Nữ công', 'women''s committee', '女职工委员会'),
  ('cn', 'group-leaders',        '{inside}',                                    'Tổ trưởng công hội',       'group leaders',        '工会小组长');

CREATE TABLE body_position (
  jurisdiction text NOT NULL,
  body_kind    text COLLATE "C" NOT NULL,
  code         text COLLATE "C" NOT NULL,
  is_single    boolean NOT NULL,   -- one holder at a time
  takes_seat   boolean NOT NULL,   -- counts as a member of the body
  rank         int NOT NULL,
  name_vi      text NOT NULL,
  name_en      text NOT NULL,
  name_zh      text NOT NULL,
  PRIMARY KEY (jurisdiction, body_kind, code),
  FOREIGN KEY (jurisdiction, body_kind) REFERENCES body_kind
);
INSERT INTO body_position
SELECT k.jurisdiction, k.code, p.code, p.is_single, p.takes_seat, p.rank, p.name_vi, p.name_en, p.name_zh
  FROM body_kind k JOIN (VALUES
    ('executive-committee', 'chair',      true,  true,  1, 'Chủ tịch',          'chair',      '主席'),
    ('executive-committee', 'vice-chair', false, true,  2, 'Phó Chủ tịch',      'vice-chair', '副主席'),
    ('executive-committee', 'member',     false, true,  3, 'Ủy viên',           'member',     '委员'),
    ('executive-committee', 'treasurer',  true,  false, 4, 'Thủ quỹ, kế toán',  'treasurer',  '财务'),
    ('standing-committee',  'member',     false, true,  3, 'Ủy viên Thường vụ', 'member',     '常委'),
    ('committee',           'head',       true,  true,  1, 'Chủ nhiệm',         'head',       '主任'),
    ('committee',           'deputy',     false, true,  2, 'Phó Chủ nhiệm',     'deputy',     '副主任'),
    ('committee',           'member',     false, true,  3, 'Ủy viên',           'member',     '委员'),
    ('group-leaders',       'head',       true,  true,  1, 'Tổ trưởng',         'head',       '组长'),
    ('group-leaders',       'deputy',     false, true,  2, 'Tổ phó',            'deputy',     '副组长')
  ) p(kind, code, is_single, takes_seat, rank, name_vi, name_en, name_zh)
    ON p.kind = CASE WHEN k.code IN ('inspection-committee', 'audit-committee', 'women-committee') THEN 'committee' ELSE k.code END;

CREATE TABLE position_role (
  jurisdiction text NOT NULL,
  body_kind    text COLLATE "C" NOT NULL,
  position     text COLLATE "C" NOT NULL,
  level        text NOT NULL,
  role         text NOT NULL,
  PRIMARY KEY (jurisdiction, body_kind, position, level, role),
  FOREIGN KEY (jurisdiction, body_kind, position) REFERENCES body_position
);
-- Who leads a federation or a province has the federation's role, who leads below has that of a unit; money and inspection alike at all levels.
INSERT INTO position_role
SELECT p.jurisdiction, p.body_kind, p.code, level, CASE
    WHEN p.code = 'treasurer' THEN 'treasurer'
    WHEN p.body_kind IN ('inspection-committee', 'audit-committee') THEN 'auditor'
    WHEN level IN ('central', 'province') THEN 'federation-officer'
    ELSE 'unit-officer' END
  FROM body_position p JOIN body_kind k ON k.jurisdiction = p.jurisdiction AND k.code = p.body_kind, unnest(k.levels) level
 WHERE p.code IN ('chair', 'vice-chair', 'treasurer')
    OR p.code = 'head' AND p.body_kind IN ('inspection-committee', 'audit-committee', 'group-leaders')
    OR p.code = 'deputy' AND p.body_kind IN ('inspection-committee', 'audit-committee');
REVOKE INSERT, UPDATE, DELETE ON body_kind, body_position, position_role FROM doanket_app, doanket_worker;

-- How many seats a body may have, by the members of its unit. A rule holds with all its bands, until a later one for the same body begins.
CREATE TABLE size_rule (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL,
  body_kind     text COLLATE "C" NOT NULL,
  unit_kind     text COLLATE "C" NOT NULL,
  valid_from    date NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  version       bigint NOT NULL DEFAULT 0,
  FOREIGN KEY (jurisdiction, body_kind) REFERENCES body_kind,
  FOREIGN KEY (jurisdiction, unit_kind) REFERENCES unit_kind
);
CREATE UNIQUE INDEX size_rule_begin ON size_rule (jurisdiction, body_kind, unit_kind, valid_from) WHERE cancelled_at IS NULL;
CREATE TABLE size_band (
  rule_id      uuid NOT NULL REFERENCES size_rule,
  members_from bigint NOT NULL CHECK (members_from >= 0),
  seats_from   int NOT NULL CHECK (seats_from >= 1),
  seats_to     int NOT NULL CHECK (seats_to BETWEEN seats_from AND 1000),
  PRIMARY KEY (rule_id, members_from)
);
REVOKE DELETE, TRUNCATE ON size_rule, size_band FROM doanket_app, doanket_worker;
REVOKE UPDATE ON size_band FROM doanket_app, doanket_worker;

INSERT INTO size_rule (id, jurisdiction, body_kind, unit_kind, valid_from, citation, verified)
SELECT md5('size-rule ' || unit_kind)::uuid, 'vn', 'executive-committee', unit_kind, '2013-01-01', citation, false
  FROM (VALUES
    ('grass-roots-union',  'HCMC federation 2025 (seen in translation): under 50 members 3; 50 to 149 up to 5; then growing to at most 25; the steps between were not seen'),
    ('nghiep-doan',        'HCMC federation 2025 (seen in translation): under 50 members 3; 50 to 149 up to 5; then growing to at most 25; the steps between were not seen'),
    ('commune-union',      'HCMC federation 2025 (seen in translation): under 3,000 members at most 13; to 6,999 at most 15; at most 25 in all; the steps between were not seen'),
    ('departmental-union', 'HCMC federation 2025 (seen in translation): at most 7'),
    ('member-union',       'HCMC federation 2025 (seen in translation): at most 15')
  ) rule(unit_kind, citation);
INSERT INTO size_band
SELECT md5('size-rule ' || unit_kind)::uuid, members_from, seats_from, seats_to
  FROM (VALUES
    ('grass-roots-union', 0, 3, 3), ('grass-roots-union', 50, 3, 5), ('grass-roots-union', 150, 3, 25),
    ('nghiep-doan', 0, 3, 3), ('nghiep-doan', 50, 3, 5), ('nghiep-doan', 150, 3, 25),
    ('commune-union', 0, 3, 13), ('commune-union', 3000, 3, 15), ('commune-union', 7000, 3, 25),
    ('departmental-union', 0, 1, 7), ('member-union', 0, 1, 15)
  ) band(unit_kind, members_from, seats_from, seats_to);

-- Whom no office may be given, by the category of the membership; the newest row that has begun counts.
CREATE TABLE office_bar (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  category     text NOT NULL REFERENCES member_category,
  valid_from   date NOT NULL,
  is_barred    boolean NOT NULL,
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, category, valid_from)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON office_bar FROM doanket_app, doanket_worker;
INSERT INTO office_bar VALUES
  ('vn', 'foreign',  '2013-01-01', true, 'Before the Law on Trade Unions 2024 foreigners could not join: that they held no office follows from it', false),
  ('vn', 'foreign',  '2025-07-01', true, 'Law on Trade Unions 2024: a foreigner is neither founder nor officer', true),
  ('vn', 'honorary', '2013-01-01', true, 'Guide to the charter: an honorary member neither stands nor votes on the organisation', true),
  ('cn', 'honorary', '2013-01-01', true, 'No text seen; as in the other jurisdiction', false);

CREATE TABLE body (
  id             uuid PRIMARY KEY,
  unit_id        uuid NOT NULL REFERENCES unit,
  path           text COLLATE "C" NOT NULL,      -- the unit's, rewritten when the unit moves
  jurisdiction   text NOT NULL,
  kind           text COLLATE "C" NOT NULL,
  basis          text NOT NULL CHECK (basis IN ('elected', 'appointed')),
  state          text NOT NULL CHECK (state IN ('awaiting', 'sitting', 'refused', 'ended')),
  seats          int NOT NULL CHECK (seats >= 1),
  congress       text,                           -- "III, 2025-2030"
  congress_on    date,
  act_number     text NOT NULL,                  -- of the minutes, or of the decision that appoints
  act_date       date,
  starts_on      date NOT NULL,
  planned_end    date NOT NULL,
  recognition    text,                           -- number of the upper union's decision
  recognised_on  date,
  ended_on       date,                           -- the first day on which it is no more
  end_reason     text,
  end_act        text,
  version        bigint NOT NULL,
  FOREIGN KEY (jurisdiction, kind) REFERENCES body_kind,
  CHECK (planned_end > starts_on),
  CHECK ((state IN ('ended', 'refused')) = (ended_on IS NOT NULL))
);
-- One of a kind sits, and one of a kind waits to be recognised.
CREATE UNIQUE INDEX body_one_of_a_kind ON body (unit_id, kind, state) WHERE ended_on IS NULL;
CREATE INDEX body_path ON body (path, id);
CREATE INDEX body_due ON body (planned_end) WHERE state = 'sitting';

CREATE TABLE officer (
  id         uuid PRIMARY KEY,
  body_id    uuid NOT NULL REFERENCES body,
  unit_id    uuid NOT NULL REFERENCES unit,
  path       text COLLATE "C" NOT NULL,
  member_id  uuid NOT NULL REFERENCES member,
  position   text COLLATE "C" NOT NULL,
  basis      text NOT NULL CHECK (basis IN ('elected', 'appointed')),
  act_number text NOT NULL,
  act_date   date,
  account    text,                               -- the subject that the identity provider knows the person by
  starts_on  date NOT NULL,
  ended_on   date,
  end_reason text,
  end_act    text,
  dismissed  boolean NOT NULL DEFAULT false,     -- against the will of who held it
  notice_on  date,                               -- when he was told of that
  version    bigint NOT NULL
);
CREATE UNIQUE INDEX officer_once ON officer (body_id, member_id, position) WHERE ended_on IS NULL;
CREATE INDEX officer_member ON officer (member_id) WHERE ended_on IS NULL;
CREATE INDEX officer_path ON officer (path, id);

CALL doanket.scope_by_path('body');
CALL doanket.scope_by_path('officer');
REVOKE DELETE, TRUNCATE ON body, officer FROM doanket_app, doanket_worker;
