-- Members: one row is one membership of one person. What it was before stands in member_event and is never overwritten.

CREATE TABLE member_category (
  code    text COLLATE "C" PRIMARY KEY,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  name_zh text NOT NULL
);
INSERT INTO member_category VALUES
  ('employee', 'Người lao động có quan hệ lao động', 'Employee',                     '职工'),
  ('informal', 'Người lao động không có quan hệ lao động', 'Worker without employer', '无雇主劳动者'),
  ('foreign',  'Người lao động nước ngoài',          'Foreign worker',               '外籍劳动者'),
  ('honorary', 'Đoàn viên danh dự',                  'Honorary member',              '名誉会员');

-- A membership is over from the day on which its status is not open.
CREATE TABLE member_status (
  code    text COLLATE "C" PRIMARY KEY,
  is_open boolean NOT NULL,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  name_zh text NOT NULL
);
INSERT INTO member_status VALUES
  ('active',      true,  'Đang sinh hoạt',               'Active',          '在会'),
  ('suspended',   true,  'Tạm dừng sinh hoạt',           'Suspended',       '暂停活动'),
  ('kept',        true,  'Giữ tư cách đoàn viên',        'Kept',            '保留会籍'),
  ('retired',     false, 'Nghỉ hưu',                     'Retired',         '退休'),
  ('left',        false, 'Ra khỏi công đoàn',            'Left',            '退会'),
  ('lapsed',      false, 'Mất tư cách do không tham gia', 'Lapsed',         '视为自动退会'),
  ('expelled',    false, 'Bị khai trừ',                  'Expelled',        '开除会籍'),
  ('union-ended', false, 'Công đoàn kết thúc hoạt động', 'Union ended',     '工会撤销'),
  ('deceased',    false, 'Qua đời',                      'Deceased',        '去世');

-- By which rule finance reckons somebody's dues; the rules themselves are finance's.
CREATE TABLE member_dues_kind (
  jurisdiction text NOT NULL,
  code         text COLLATE "C" NOT NULL,
  name_vi      text NOT NULL,
  name_en      text NOT NULL,
  name_zh      text NOT NULL,
  PRIMARY KEY (jurisdiction, code)
);
INSERT INTO member_dues_kind VALUES
  ('vn', 'public-unit',          'Đơn vị sự nghiệp không hưởng 100% lương ngân sách', 'Public unit not fully paid by the state', '非全额拨款事业单位'),
  ('vn', 'state-enterprise',     'Doanh nghiệp nhà nước',                             'State enterprise',                        '国有企业'),
  ('vn', 'non-state-enterprise', 'Doanh nghiệp ngoài nhà nước',                       'Non-state enterprise',                    '非国有企业'),
  ('vn', 'guild',                'Nghiệp đoàn, tiền lương khó xác định',              'Guild, or pay hard to determine',         '行业工会或工资难以确定'),
  ('vn', 'state-paid',           'Cơ quan hưởng 100% lương ngân sách',                'Fully paid by the state',                 '全额财政拨款单位'),
  ('cn', 'wage-income',          'Theo tiền lương',                                   'By wage income',                          '按工资收入');

-- What members of a kind of unit are where nothing else is said.
ALTER TABLE unit_kind ADD default_category text NOT NULL DEFAULT 'employee' REFERENCES member_category;
ALTER TABLE unit_kind ADD default_dues_kind text;
UPDATE unit_kind SET default_dues_kind = 'wage-income' WHERE jurisdiction = 'cn';
UPDATE unit_kind SET default_category = 'informal', default_dues_kind = 'guild' WHERE (jurisdiction, code) = ('vn', 'nghiep-doan');
UPDATE unit_kind SET default_category = 'informal' WHERE (jurisdiction, code) = ('cn', 'trade-union-of-new-trades');
REVOKE INSERT, UPDATE, DELETE ON member_category, member_status, member_dues_kind FROM doanket_app, doanket_worker;

CREATE SEQUENCE member_number;
-- Codes are opaque; those made here only must not meet those that others bring.
CREATE FUNCTION next_member_code() RETURNS text LANGUAGE sql VOLATILE AS
$$ SELECT 'DK' || lpad(nextval('member_number')::text, 9, '0') $$;

CREATE TABLE member (
  id                uuid PRIMARY KEY,
  unit_id           uuid NOT NULL REFERENCES unit,
  path              text COLLATE "C" NOT NULL,   -- the unit's, rewritten when the unit moves
  code              text COLLATE "C" NOT NULL UNIQUE,
  full_name         text NOT NULL,
  search_name       text COLLATE "C" NOT NULL GENERATED ALWAYS AS (doanket.search_form(full_name)) STORED,
  birth_date        date,
  sex               text CHECK (sex IN ('female', 'male')),
  national_id       bytea,                       -- sealed
  national_id_index bytea,                       -- blind index
  phone             bytea,                       -- sealed
  phone_index       bytea,
  email             text,
  card_number       text,
  external_source   text,
  external_id       text,
  joined_on         date NOT NULL,
  position          text,
  category          text NOT NULL REFERENCES member_category,
  dues_kind         text,
  status            text NOT NULL REFERENCES member_status,
  status_since      date NOT NULL,
  status_reason     text,
  ended_on          date,                        -- the first day on which it is over
  version           bigint NOT NULL,
  CHECK ((national_id IS NULL) = (national_id_index IS NULL)),
  CHECK ((external_source IS NULL) = (external_id IS NULL))
);
-- One person has one open membership, wherever: that is why this index knows no unit.
CREATE UNIQUE INDEX member_national_id ON member (national_id_index) WHERE ended_on IS NULL;
-- Numbers of an employer's system are that employer's own: the next one counts from 1 as well.
CREATE UNIQUE INDEX member_external ON member (unit_id, external_source, external_id) WHERE ended_on IS NULL;
CREATE INDEX member_path ON member (path);
CREATE INDEX member_unit ON member (unit_id);
CREATE INDEX member_name ON member (search_name, id);
CREATE INDEX member_search_name ON member USING gin (search_name gin_trgm_ops);

CREATE TABLE member_event (
  member_id   uuid NOT NULL REFERENCES member ON DELETE CASCADE,
  version     bigint NOT NULL,
  fact        text NOT NULL,
  effective   date NOT NULL,
  reason      text,
  detail      jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL,
  PRIMARY KEY (member_id, version)
);

-- What the others are told of a member, whichever way it changed. No national id, no contact, no birth date.
CREATE FUNCTION member_state(m member) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('id', m.id, 'unitId', m.unit_id, 'code', m.code, 'displayName', m.full_name, 'category', m.category,
    'status', m.status, 'statusSince', m.status_since, 'since', m.joined_on, 'duesKind', m.dues_kind)
$$;

CALL doanket.scope_by_path('member');
REVOKE DELETE ON member FROM doanket_app;

-- History has no path of its own that would have to move along: who may see the member may see it. Always read by member.
ALTER TABLE member_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_event FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON member_event TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id));
CREATE POLICY background ON member_event TO doanket_worker USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON member_event FROM doanket_app, doanket_worker;
