-- Models of Chinese units: the same fields and the same life, and the levels that a Chinese union has. No Chinese source on either was
-- found, so all of it is Doanket's own word until somebody names one.
ALTER TABLE model_field ADD verified boolean NOT NULL DEFAULT false;
INSERT INTO model_field (jurisdiction, code, position, label_vi, label_en, label_zh, citation)
SELECT 'cn', code, position, label_vi, label_en, label_zh, 'Doanket''s own word: no Chinese source was found' FROM model_field WHERE jurisdiction = 'vn'
ON CONFLICT DO NOTHING;
INSERT INTO model_transition (jurisdiction, name, from_state, to_state, roles, judged_above, inputs, boxes, fact)
SELECT 'cn', name, from_state, to_state, roles, judged_above, inputs, boxes, fact FROM model_transition WHERE jurisdiction = 'vn';
INSERT INTO recognition_level VALUES
  ('cn', 'grass-roots', 1, '{grass-roots,village}', true, 'Cấp cơ sở', 'Grass roots', '基层', 'Doanket''s own word: no Chinese source was found', false),
  ('cn', 'town',        2, '{town}',     false, 'Cấp hương trấn, nhai đạo', 'Town or street', '乡镇（街道）级', 'Doanket''s own word: no Chinese source was found', false),
  ('cn', 'county',      3, '{county}',   false, 'Cấp huyện, quận',          'County or district', '县（区）级', 'Doanket''s own word: no Chinese source was found', false),
  ('cn', 'city',        4, '{city}',     false, 'Cấp thành phố',            'City',          '市级',   'Doanket''s own word: no Chinese source was found', false),
  ('cn', 'province',    5, '{province}', false, 'Cấp tỉnh',                 'Province',      '省级',   'Doanket''s own word: no Chinese source was found', false),
  ('cn', 'central',     6, '{central}',  false, 'Cấp toàn quốc',            'All-China',     '全国级', 'Doanket''s own word: no Chinese source was found', false);
