-- Words that checks and tallies go by: fields of models, topics of petitions and supervisions, kinds of activities, channels and partners. Each is
-- dated as a rule is: it is called so, and given or given no more, from a day on until another row of the same word begins.
CREATE TABLE word (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  list          text NOT NULL CHECK (list IN ('model-field', 'petition-topic', 'supervision-topic', 'activity-kind', 'channel-kind', 'partner-kind')),
  code          text NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  valid_from    date NOT NULL,
  in_use        boolean NOT NULL DEFAULT true,   -- false: nothing new is called so; what was called so stays
  position      int  NOT NULL CHECK (position BETWEEN 1 AND 1000),
  label_vi      text NOT NULL,
  label_en      text NOT NULL,
  label_zh      text NOT NULL,
  competent     text[],                          -- of petitions: levels of units that answer them
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  set_by        text,
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK ((competent IS NOT NULL) = (list = 'petition-topic')),
  CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL))
);
CREATE UNIQUE INDEX word_begin ON word (jurisdiction, list, code, valid_from) WHERE cancelled_at IS NULL;
-- What was recorded before there were dates was recorded by these, however long ago that was.
INSERT INTO word (jurisdiction, list, code, valid_from, position, label_vi, label_en, label_zh, competent, citation, verified)
SELECT jurisdiction, 'model-field', code, date '1900-01-01', position, label_vi, label_en, label_zh, NULL::text[], citation, verified FROM model_field
UNION ALL
SELECT j, 'petition-topic', code, date '1900-01-01', CASE code WHEN 'other' THEN 99 ELSE 1 END, label_vi, label_en, label_zh, competent, citation, verified
  FROM petition_topic, unnest(ARRAY['vn', 'cn']) j
UNION ALL
SELECT j, 'supervision-topic', code, date '1900-01-01', 1, label_vi, label_en, label_zh, NULL, citation, false
  FROM supervision_topic, unnest(ARRAY['vn', 'cn']) j
UNION ALL
SELECT j, list, code, date '1900-01-01', CASE code WHEN 'other' THEN 99 ELSE 1 END, vi, en, zh, NULL, 'Doanket''s own word', false
  FROM unnest(ARRAY['vn', 'cn']) j, (VALUES
  ('activity-kind', 'visit',        'Thăm hỏi',                 'Visit',           '走访慰问'),
  ('activity-kind', 'course',       'Tập huấn, bồi dưỡng',      'Course',          '培训'),
  ('activity-kind', 'legal-aid',    'Tư vấn pháp luật',         'Legal aid',       '法律援助'),
  ('activity-kind', 'culture',      'Văn hóa, văn nghệ',        'Culture',         '文化活动'),
  ('activity-kind', 'sport',        'Thể dục, thể thao',        'Sport',           '体育活动'),
  ('activity-kind', 'charity',      'Xã hội, từ thiện',         'Charity',         '公益慈善'),
  ('activity-kind', 'ceremony',     'Lễ, kỷ niệm',              'Ceremony',        '仪式纪念'),
  ('activity-kind', 'dialogue',     'Đối thoại',                'Dialogue',        '协商对话'),
  ('activity-kind', 'volunteering', 'Tình nguyện',              'Volunteering',    '志愿服务'),
  ('activity-kind', 'other',        'Khác',                     'Other',           '其他'),
  ('channel-kind',  'web',          'Trang thông tin điện tử',  'Website',         '网站'),
  ('channel-kind',  'fan-page',     'Trang mạng xã hội',        'Fan page',        '社交媒体主页'),
  ('channel-kind',  'youtube',      'YouTube',                  'YouTube',         'YouTube'),
  ('channel-kind',  'zalo',         'Zalo',                     'Zalo',            'Zalo'),
  ('channel-kind',  'tiktok',       'TikTok',                   'TikTok',          '抖音'),
  ('channel-kind',  'wechat',       'WeChat',                   'WeChat',          '微信'),
  ('channel-kind',  'radio',        'Truyền thanh',             'Radio',           '广播'),
  ('channel-kind',  'board',        'Bảng tin',                 'Notice board',    '公告栏'),
  ('channel-kind',  'other',        'Khác',                     'Other',           '其他'),
  ('partner-kind',  'authority',    'Chính quyền',              'Authority',       '政府部门'),
  ('partner-kind',  'police',       'Công an',                  'Police',          '公安'),
  ('partner-kind',  'fatherland-front', 'Mặt trận Tổ quốc',     'Fatherland Front', '祖国阵线'),
  ('partner-kind',  'women',        'Hội Liên hiệp Phụ nữ',     'Women''s union',  '妇联'),
  ('partner-kind',  'youth',        'Đoàn Thanh niên',          'Youth union',     '共青团'),
  ('partner-kind',  'bank',         'Ngân hàng',                'Bank',            '银行'),
  ('partner-kind',  'insurance',    'Bảo hiểm xã hội',          'Social insurance', '社会保险机构'),
  ('partner-kind',  'court',        'Tòa án',                   'Court',           '法院'),
  ('partner-kind',  'employers',    'Người sử dụng lao động',   'Employers',       '用人单位'),
  ('partner-kind',  'other',        'Khác',                     'Other',           '其他')) w (list, code, vi, en, zh);
ALTER TABLE word ALTER COLUMN id DROP DEFAULT;
REVOKE UPDATE, DELETE, TRUNCATE ON word FROM doanket_app, doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON word TO doanket_app;

ALTER TABLE petition DROP CONSTRAINT petition_topic_fkey;
ALTER TABLE finding DROP CONSTRAINT finding_topic_fkey;
ALTER TABLE good_practice_model DROP CONSTRAINT good_practice_model_jurisdiction_field_fkey;
DROP TABLE model_field, petition_topic, supervision_topic;
-- What each field is called now, also one that nothing new belongs to.
CREATE VIEW model_field WITH (security_invoker = true) AS
SELECT DISTINCT ON (jurisdiction, code) jurisdiction, code, position, label_vi, label_en, label_zh, citation, verified, in_use
  FROM word WHERE list = 'model-field' AND cancelled_at IS NULL AND valid_from <= legal_day(jurisdiction, now()) ORDER BY jurisdiction, code, valid_from DESC;
REVOKE INSERT, UPDATE, DELETE ON model_field FROM doanket_app, doanket_worker;

-- The lists are the jurisdiction's to change, so the tables know their form alone.
ALTER TABLE activity DROP CONSTRAINT activity_kind_check, ADD CHECK (kind ~ '^[a-z][a-z0-9-]{1,39}$');
ALTER TABLE post_channel DROP CONSTRAINT post_channel_kind_check, ADD CHECK (kind ~ '^[a-z][a-z0-9-]{1,39}$');
ALTER TABLE agreement DROP CONSTRAINT agreement_partner_kind_check, ADD CHECK (partner_kind ~ '^[a-z][a-z0-9-]{1,39}$');
