-- The rest of a member's file, beside the row that everybody reads. What is sensitive is sealed under the person's key.

-- Which fields there are, and of which class: file (officers read it) or sensitive (sealed, shown only for a purpose, on record).
-- The names are those of the record MemberProfile.
CREATE TABLE profile_field (
  code     text COLLATE "C" PRIMARY KEY,
  rank     int NOT NULL UNIQUE,
  class    text NOT NULL CHECK (class IN ('file', 'sensitive')),
  name_vi  text NOT NULL,
  name_en  text NOT NULL,
  name_zh  text NOT NULL,
  citation text NOT NULL
);
INSERT INTO profile_field (rank, code, class, name_vi, name_en, name_zh, citation) VALUES
  (1,  'address',            'file',      'Địa chỉ',                        'Address',                        '地址',         'Held by real systems'),
  (2,  'profileNumber',      'file',      'Số hồ sơ đoàn viên',             'Union profile number',           '会员档案号',   'Held by real systems'),
  (3,  'joinPlace',          'file',      'Nơi vào công đoàn',              'Place of joining',               '入会地点',     'Held by real systems'),
  (4,  'note',               'file',      'Ghi chú',                        'Note',                           '备注',         'Held by real systems'),
  (5,  'education',          'file',      'Trình độ học vấn',               'Education',                      '文化程度',     'Said to be in the national file'),
  (6,  'profession',         'file',      'Chuyên môn, nghề nghiệp',        'Profession',                     '专业、职业',   'Said to be in the national file'),
  (7,  'languages',          'file',      'Ngoại ngữ',                      'Languages',                      '外语',         'Said to be in the national file'),
  (8,  'it',                 'file',      'Tin học',                        'IT skills',                      '计算机水平',   'Said to be in the national file'),
  (9,  'homeTown',           'file',      'Quê quán',                       'Home town',                      '家乡',         'Said to be in the national file'),
  (10, 'nativePlace',        'file',      'Nguyên quán',                    'Native place',                   '籍贯',         'Chinese HR export'),
  (11, 'householdType',      'file',      'Loại hộ khẩu',                   'Household type',                 '户口性质',     'Chinese HR export'),
  (12, 'maritalStatus',      'file',      'Tình trạng hôn nhân',            'Marital status',                 '婚姻状况',     'Chinese HR export'),
  (13, 'contractType',       'file',      'Loại hợp đồng lao động',         'Kind of labour contract',        '劳动合同类型', 'Chinese HR export'),
  (14, 'contractFrom',       'file',      'Hợp đồng từ ngày',               'Contract from',                  '合同开始日期', 'Chinese HR export'),
  (15, 'contractTo',         'file',      'Hợp đồng đến hết ngày',          'Contract to',                    '合同结束日期', 'Chinese HR export'),
  (16, 'nationality',        'file',      'Quốc tịch',                      'Nationality',                    '国籍',         'Follows from the rule on foreign members'),
  (17, 'ethnicity',          'sensitive', 'Dân tộc',                        'Ethnicity',                      '民族',         'Decree 13/2023, art. 2.4, by a secondary note'),
  (18, 'religion',           'sensitive', 'Tôn giáo',                       'Religion',                       '宗教信仰',     'Decree 13/2023, art. 2.4, by a secondary note'),
  (19, 'politicalTheory',    'sensitive', 'Trình độ lý luận chính trị',     'Political theory',               '政治理论水平', 'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (20, 'partyMember',        'sensitive', 'Là đảng viên',                   'Member of the party',            '是否党员',     'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (21, 'partyJoinedOn',      'sensitive', 'Ngày vào Đảng',                  'Joined the party on',            '入党日期',     'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (22, 'partyOfficialOn',    'sensitive', 'Ngày vào Đảng chính thức',       'Full member of the party since', '转正日期',     'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (23, 'partyCardNumber',    'sensitive', 'Số thẻ đảng viên',               'Party card number',              '党员证号',     'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (24, 'partyCell',          'sensitive', 'Chi bộ',                         'Party cell',                     '党支部',       'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (25, 'youthMember',        'sensitive', 'Là đoàn viên thanh niên',        'Member of the youth union',      '是否团员',     'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (26, 'youthJoinedOn',      'sensitive', 'Ngày vào Đoàn thanh niên',       'Joined the youth union on',      '入团日期',     'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (27, 'youthCardNumber',    'sensitive', 'Số thẻ đoàn viên thanh niên',    'Youth union card number',        '团员证号',     'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (28, 'youthCell',          'sensitive', 'Chi đoàn',                       'Youth union cell',               '团支部',       'Decree 13/2023, art. 2.4: politics, by a secondary note'),
  (29, 'socialInsuranceNumber', 'sensitive', 'Số sổ bảo hiểm xã hội',       'Social-insurance number',        '社会保险号',   'Identifies a person as the national id does');

-- The words that a field may have, where it is no free text.
CREATE TABLE profile_value (
  field   text COLLATE "C" NOT NULL REFERENCES profile_field,
  code    text COLLATE "C" NOT NULL,
  rank    int NOT NULL,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  name_zh text NOT NULL,
  PRIMARY KEY (field, code),
  UNIQUE (field, rank)
);
INSERT INTO profile_value VALUES
  ('education',     'primary',         1, 'Tiểu học',                 'Primary school',         '小学'),
  ('education',     'lower-secondary', 2, 'Trung học cơ sở',          'Lower secondary',        '初中'),
  ('education',     'upper-secondary', 3, 'Trung học phổ thông',      'Upper secondary',        '高中'),
  ('education',     'vocational',      4, 'Trung cấp, học nghề',      'Vocational',             '中专、技校'),
  ('education',     'college',         5, 'Cao đẳng',                 'College',                '大专'),
  ('education',     'university',      6, 'Đại học',                  'University',             '本科'),
  ('education',     'postgraduate',    7, 'Sau đại học',              'Postgraduate',           '研究生'),
  ('householdType', 'urban',           1, 'Thành thị',                'Urban',                  '非农业户口'),
  ('householdType', 'rural',           2, 'Nông thôn',                'Rural',                  '农业户口'),
  ('maritalStatus', 'single',          1, 'Độc thân',                 'Single',                 '未婚'),
  ('maritalStatus', 'married',         2, 'Đã kết hôn',               'Married',                '已婚'),
  ('maritalStatus', 'divorced',        3, 'Ly hôn',                   'Divorced',               '离异'),
  ('maritalStatus', 'widowed',         4, 'Góa',                      'Widowed',                '丧偶'),
  ('contractType',  'indefinite',      1, 'Không xác định thời hạn',  'Indefinite',             '无固定期限'),
  ('contractType',  'fixed-term',      2, 'Xác định thời hạn',        'Fixed term',             '固定期限'),
  ('contractType',  'seasonal',        3, 'Theo mùa vụ, công việc',   'Seasonal or for a task', '以完成一定任务为期限');
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON profile_field, profile_value FROM doanket_app, doanket_worker;

CREATE TABLE member_profile (
  member_id     uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
  plain         jsonb NOT NULL,
  sealed        bytea,            -- the sensitive ones together, as JSON
  sealed_fields text[] NOT NULL,  -- which they are: what is there may be said without opening it
  CHECK ((sealed IS NULL) = (sealed_fields = '{}'))
);
ALTER TABLE member_profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_profile FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON member_profile TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id));
CREATE POLICY background ON member_profile TO doanket_worker USING (true);
REVOKE DELETE, TRUNCATE ON member_profile FROM doanket_app;
