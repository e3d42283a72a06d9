-- Reports by the codes of form B07-TLD: the codes, which account falls under which, and what the levels have passed on to each other. All of it
-- is data; the form was seen in public repositories only, so its lines are not verified.

INSERT INTO account (code, kind, name_vi, name_en, name_zh) VALUES
  ('5121', 'income', 'Thu từ hỗ trợ của người sử dụng lao động', 'Support by the employer', '用人单位补助收入'),
  ('5122', 'income', 'Thu khác của đơn vị', 'Other own income', '其他自有收入'),
  ('5131', 'income', 'Ngân sách nhà nước hỗ trợ', 'State budget support', '财政补助收入'),
  ('5141', 'income', 'Kinh phí cấp trên cấp theo phân phối', 'Share of the fund from above', '上级拨付经费'),
  ('5142', 'income', 'Cấp trên hỗ trợ', 'Support from above', '上级补助收入'),
  ('6121', 'expense', 'Thăm hỏi, trợ cấp đoàn viên', 'Visits and aid to members', '慰问与补助会员支出'),
  ('6131', 'expense', 'Tuyên truyền, vận động', 'Propaganda', '宣传支出'),
  ('6135', 'expense', 'Hoạt động bình đẳng giới', 'Gender equality', '性别平等活动支出'),
  ('6141', 'expense', 'Quản lý hành chính', 'Administration', '行政支出'),
  ('6142', 'expense', 'Dịch vụ công cộng, thuê ngoài', 'Services', '服务支出'),
  ('6151', 'expense', 'Lương, phụ cấp', 'Pay and allowances', '工资与津贴'),
  ('6152', 'expense', 'Phụ cấp cán bộ công đoàn', 'Allowances of union officers', '工会干部津贴'),
  ('6191', 'expense', 'Chi khác', 'Other spending', '其他支出');

-- A code with a dot is part of the one before it; amounts stand at the code that they were given and add up towards the code above. On which side
-- of the form it stands a code keeps for ever; how its line reads, where it stands and whether it is on the form at all holds from a day on: of the
-- rows of a code the latest that has begun and was not cancelled.
CREATE TABLE report_code (
  code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[0-9]{2}(\.[0-9]{2})?$'),
  side text NOT NULL CHECK (side IN ('opening', 'income', 'total-income', 'spending', 'total-spending', 'up', 'handed-over', 'closing'))
);
CREATE TABLE report_line (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  code          text COLLATE "C" NOT NULL REFERENCES report_code,
  place         int NOT NULL CHECK (place BETWEEN 1 AND 9999),
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  name_zh       text NOT NULL,
  used          boolean NOT NULL DEFAULT true,
  valid_from    date NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  version       bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX report_line_begin ON report_line (code, valid_from) WHERE cancelled_at IS NULL;
WITH form (place, code, side, name_vi, name_en, name_zh, citation, verified) AS (VALUES
    (10, '10', 'opening', 'Tích lũy đầu kỳ', 'Opening accumulation', '期初结余', 'B07-TLD as in public repositories', false),
    (20, '22', 'income', 'Thu đoàn phí', 'Dues', '会费收入', 'B07-TLD as in public repositories', false),
    (21, '22.01', 'income', 'Đoàn phí khu vực sản xuất kinh doanh', 'Dues of the business sector', '企业会费收入', 'B07-TLD as in public repositories', false),
    (30, '23', 'income', 'Thu kinh phí công đoàn', 'Employers'' fund', '经费收入', 'B07-TLD as in public repositories', false),
    (40, '24', 'income', 'Ngân sách nhà nước hỗ trợ', 'State budget support', '财政补助', 'B07-TLD as in public repositories', false),
    (50, '25', 'income', 'Thu khác', 'Other income', '其他收入', 'B07-TLD as in public repositories', false),
    (51, '25.01', 'income', 'Người sử dụng lao động hỗ trợ', 'From the employer', '用人单位补助', 'B07-TLD as in public repositories', false),
    (52, '25.02', 'income', 'Thu khác của đơn vị', 'Own', '自有', 'B07-TLD as in public repositories', false),
    (60, '28', 'income', 'Cấp trên cấp', 'From above', '上级拨款', 'B07-TLD as in public repositories', false),
    (61, '28.01', 'income', 'Kinh phí được phân phối', 'Fund share', '经费分成', 'B07-TLD as in public repositories', false),
    (62, '28.02', 'income', 'Hỗ trợ của cấp trên', 'Support', '补助', 'B07-TLD as in public repositories', false),
    (70, '20', 'total-income', 'Cộng thu', 'Total income', '收入合计', 'B07-TLD as in public repositories', false),
    (80, '31', 'spending', 'Chi trực tiếp chăm lo đoàn viên', 'Direct care', '职工服务支出', 'B07-TLD as in public repositories', false),
    (81, '31.03', 'spending', 'Thăm hỏi, trợ cấp', 'Visits and aid', '慰问补助', 'B07-TLD as in public repositories', false),
    (90, '32', 'spending', 'Tuyên truyền, vận động', 'Propaganda', '宣传', 'B07-TLD as in public repositories', false),
    (91, '32.05', 'spending', 'Bình đẳng giới', 'Gender equality', '性别平等', 'B07-TLD as in public repositories', false),
    (100, '33', 'spending', 'Quản lý hành chính', 'Administration', '行政', 'B07-TLD as in public repositories', false),
    (101, '33.01', 'spending', 'Dịch vụ', 'Services', '服务', 'B07-TLD as in public repositories', false),
    (110, '34', 'spending', 'Lương, phụ cấp', 'Pay and allowances', '工资津贴', 'B07-TLD as in public repositories', false),
    (111, '34.02', 'spending', 'Phụ cấp cán bộ công đoàn', 'Officers', '工会干部', 'B07-TLD as in public repositories', false),
    (120, '37', 'spending', 'Chi khác', 'Other spending', '其他支出', 'B07-TLD as in public repositories', false),
    (130, '30', 'total-spending', 'Cộng chi', 'Total spending', '支出合计', 'B07-TLD as in public repositories', false),
    (140, '39', 'up', 'Đoàn phí, kinh phí nộp cấp trên', 'Dues and fund remitted up', '上解会费、经费', 'B07-TLD as in public repositories', false),
    (141, '39.01', 'up', 'Đoàn phí nộp cấp trên', 'Dues remitted up', '上解会费', 'Ours: parts of line 39', false),
    (142, '39.02', 'up', 'Kinh phí nộp cấp trên', 'Fund remitted up', '上解经费', 'Ours: parts of line 39', false),
    (150, '40', 'handed-over', 'Nhận, giao số dư do kết thúc hoạt động', 'Taken over or handed over at closings', '终止移交净额', 'Ours: closings of units', false),
    (160, '50', 'closing', 'Tích lũy cuối kỳ', 'Closing accumulation', '期末结余', 'B07-TLD as in public repositories', false)
), code AS (
  INSERT INTO report_code (code, side) SELECT code, side FROM form
)
INSERT INTO report_line (code, place, name_vi, name_en, name_zh, valid_from, citation, verified)
SELECT code, place, name_vi, name_en, name_zh, '2010-01-01', citation, verified FROM form;
REVOKE UPDATE, DELETE ON report_code FROM doanket_app, doanket_worker;
REVOKE DELETE ON report_line FROM doanket_app, doanket_worker;

-- Of the rows of an account the latest that has begun and was not cancelled holds. An account of income or spending without one counts as
-- other income or spending; a balance without one is a fund of its own purpose (social, relief) and no part of the accumulation.
CREATE TABLE report_mapping (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  account       text NOT NULL REFERENCES account,
  code          text COLLATE "C" NOT NULL REFERENCES report_code,
  valid_from    date NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX report_mapping_begin ON report_mapping (account, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO report_mapping (account, code, valid_from, citation, verified)
SELECT m.account, m.code, '2010-01-01', 'Ours, by the names of the lines', false FROM account a JOIN (VALUES
  ('5111', '22'), ('5113', '22'), ('5114', '22'), ('5112', '23'), ('51121', '23'), ('5115', '23'), ('5131', '24'), ('5121', '25.01'),
  ('5122', '25.02'), ('5151', '25'), ('5141', '28.01'), ('5142', '28.02'), ('6111', '31'), ('6112', '31.03'), ('6113', '31'), ('6114', '31'),
  ('6121', '31.03'), ('6131', '32'), ('6135', '32.05'), ('6141', '33'), ('6142', '33.01'), ('6151', '34'), ('6152', '34.02'), ('6191', '37'),
  ('6391', '39.01'), ('6392', '39.02'), ('63921', '39.02'), ('63922', '39.02'), ('4311', '40'), ('4312', '40'), ('4319', '40'))
  AS m (account, code) ON m.account = a.code;
REVOKE DELETE ON report_mapping FROM doanket_app, doanket_worker;

-- What the level above has approved of a unit's yearly settlement, version by version.
CREATE TABLE report_approval (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL,
  year        int NOT NULL CHECK (year BETWEEN 2010 AND 2199),
  version     int NOT NULL,
  act         text NOT NULL,
  approved_by text NOT NULL,
  approved_at timestamptz NOT NULL,
  UNIQUE (unit_id, year, version)
);
CALL doanket.scope_by_unit('report_approval');
CALL doanket.append_only('report_approval');
CREATE TABLE report_approval_line (
  approval_id uuid NOT NULL REFERENCES report_approval,
  code        text COLLATE "C" NOT NULL REFERENCES report_code,
  unit_id     uuid NOT NULL,
  settled     bigint NOT NULL,
  approved    bigint NOT NULL,
  PRIMARY KEY (approval_id, code)
);
CALL doanket.scope_by_unit('report_approval_line');
CALL doanket.append_only('report_approval_line');
