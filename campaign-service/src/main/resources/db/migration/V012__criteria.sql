-- By what units and models are scored. A set is never changed: its next version replaces it, and what was scored by the old one stays so.
CREATE TABLE criteria_set (
  id           uuid PRIMARY KEY,
  jurisdiction text NOT NULL,
  unit_id      uuid,                        -- whose set it is, for itself and all below; none: the jurisdiction's
  subject_kind text NOT NULL CHECK (subject_kind IN ('unit', 'model-collective', 'model-individual')),
  level        text,                        -- of the units that are scored, or at which models are recognised; none: any
  year         int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  version      int  NOT NULL,
  name         text NOT NULL,
  total        numeric(7, 2) NOT NULL CHECK (total > 0),
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (jurisdiction, unit_id, subject_kind, level, year, version)
);
-- judged: points are given by people; measured: the subject says a value, the scale makes points of it; computed: the value comes from facts.
CREATE TABLE criterion (
  set_id      uuid NOT NULL REFERENCES criteria_set,
  position    int  NOT NULL,
  group_title text NOT NULL,
  code        text NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]*$'),
  title       text NOT NULL,
  measure     text,
  points      numeric(7, 2) NOT NULL CHECK (points > 0),
  evidence    boolean NOT NULL DEFAULT false,
  how         text NOT NULL CHECK (how IN ('judged', 'measured', 'computed')),
  scale       jsonb NOT NULL DEFAULT '[]',  -- [{"from": 95, "points": 15}, …]: the most points of those whose from is reached
  numerator   text REFERENCES binding,
  denominator text REFERENCES binding,      -- with it the value is percent
  currency    text,
  PRIMARY KEY (set_id, code),
  UNIQUE (set_id, position),
  CHECK ((how = 'judged') = (scale = '[]')),
  CHECK ((how = 'computed') = (numerator IS NOT NULL)),
  CHECK (denominator IS NULL OR numerator IS NOT NULL)
);
CREATE TABLE criteria_band (
  set_id      uuid NOT NULL REFERENCES criteria_set,
  code        text NOT NULL,
  label       text NOT NULL,
  from_points numeric(7, 2) NOT NULL CHECK (from_points >= 0),
  PRIMARY KEY (set_id, code),
  UNIQUE (set_id, from_points)
);
DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['criteria_set', 'criterion', 'criteria_band'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM doanket_app, doanket_worker', part);
  END LOOP;
END $$;

INSERT INTO binding VALUES
  ('dues-assessed', 'finance.unit-month', '{dues-assessed}', '{/unit,/unitId}', '{/month}', '{/assessed/amount}', '{/assessed/currency}', NULL, '{}',
   'money', true, 'Đoàn phí phải thu', 'Dues assessed', '应收会费')
ON CONFLICT DO NOTHING;

-- Hai Phong's pilot (November 2025 to August 2027, grass-roots unions of 200 members and more): 4 groups, 8 criteria, 100 points. What is
-- measured is the pilot's; how the eight fall into groups and points, our source does not say, so that is Doanket's own until somebody does.
INSERT INTO criteria_set VALUES ('019400d8-0000-7000-8000-000000000001', 'vn', NULL, 'unit', 'grass-roots', 2026, 1,
  'Chấm điểm công đoàn cơ sở (thí điểm Hải Phòng)', 100,
  'LDLD Hai Phong, pilot of November 2025 to August 2027 (laodong.vn); grouping and points not published there', false, 'doanket', '2025-11-01T00:00:00Z');
INSERT INTO criterion (set_id, position, group_title, code, title, measure, points, evidence, how, scale)
SELECT '019400d8-0000-7000-8000-000000000001', row_number() OVER () - 1, c.* FROM (VALUES
  ('Đối thoại, thương lượng', 'agreement', 'Thỏa ước lao động tập thể đạt loại A', 'Loại thỏa ước: A = 3, B = 2, C = 1', 20::numeric, true, 'measured', '[{"from": 3, "points": 20}, {"from": 2, "points": 12}, {"from": 1, "points": 6}]'::jsonb),
  ('Đối thoại, thương lượng', 'dialogues', 'Đối thoại tại nơi làm việc', 'Số cuộc trong năm', 15, true, 'measured', '[{"from": 2, "points": 15}, {"from": 1, "points": 7}]'),
  ('Bảo hiểm, sức khỏe', 'insured', 'Người lao động được đóng bảo hiểm', 'Phần trăm', 15, false, 'measured', '[{"from": 100, "points": 15}, {"from": 95, "points": 10}]'),
  ('Bảo hiểm, sức khỏe', 'health-check', 'Khám sức khỏe định kỳ', 'Số lần trong năm', 10, true, 'measured', '[{"from": 1, "points": 10}]'),
  ('Chăm lo, văn hóa, thể thao', 'tet-gift', 'Đoàn viên được tặng quà Tết', 'Phần trăm', 15, false, 'measured', '[{"from": 100, "points": 15}, {"from": 80, "points": 10}]'),
  ('Chăm lo, văn hóa, thể thao', 'culture', 'Hoạt động văn hóa', 'Số hoạt động trong năm', 8, true, 'measured', '[{"from": 2, "points": 8}, {"from": 1, "points": 4}]'),
  ('Chăm lo, văn hóa, thể thao', 'sport', 'Hoạt động thể thao', 'Số hoạt động trong năm', 7, true, 'measured', '[{"from": 2, "points": 7}, {"from": 1, "points": 3}]'),
  ('Học tập, nâng cao trình độ', 'course', 'Lớp đào tạo, bồi dưỡng cho đoàn viên', 'Số lớp trong năm', 10, true, 'measured', '[{"from": 1, "points": 10}]')
) AS c (group_title, code, title, measure, points, evidence, how, scale);
INSERT INTO criteria_band VALUES
  ('019400d8-0000-7000-8000-000000000001', 'excellent', 'Xuất sắc', 90), ('019400d8-0000-7000-8000-000000000001', 'good', 'Tốt', 70),
  ('019400d8-0000-7000-8000-000000000001', 'fair', 'Khá', 50), ('019400d8-0000-7000-8000-000000000001', 'weak', 'Chưa đạt', 0);

-- General criteria of models in a province, guidance of 19 April 2021: eight, which every panel weighs alike.
INSERT INTO criteria_set
SELECT id, 'vn', NULL, kind, NULL, 2026, 1, 'Tiêu chí chung mô hình "Dân vận khéo"', 80,
  'Guidance of a province, 2021-04-19 (cunghoidap.com); points are Doanket''s own', false, 'doanket', '2025-11-01T00:00:00Z'
FROM (VALUES ('019400d8-0000-7000-8000-000000000002'::uuid, 'model-collective'), ('019400d8-0000-7000-8000-000000000003', 'model-individual')) AS s (id, kind);
INSERT INTO criterion (set_id, position, group_title, code, title, points, how)
SELECT s.id, c.position, c.group_title, c.code, c.title, 10, 'judged'
FROM criteria_set s, (VALUES
  (0, 'Tổ chức', 'identity', 'Có tên gọi, địa chỉ, lĩnh vực rõ ràng'), (1, 'Tổ chức', 'registered', 'Gắn với lãnh đạo của cấp ủy, chính quyền và đã đăng ký'),
  (2, 'Tổ chức', 'forces', 'Nhiều lực lượng phối hợp'), (3, 'Kết quả', 'urgent', 'Giải quyết việc khó, việc bức xúc'),
  (4, 'Kết quả', 'agreed', 'Nhân dân, đoàn viên đồng thuận'), (5, 'Kết quả', 'acknowledged', 'Được ghi nhận'),
  (6, 'Lan tỏa', 'spreads', 'Có sức lan tỏa'), (7, 'Lan tỏa', 'lasts', 'Bền vững')
) AS c (position, group_title, code, title) WHERE s.subject_kind <> 'unit';
