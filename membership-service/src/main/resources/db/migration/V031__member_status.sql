-- How memberships change and end, and come back: which status may follow which, why, on what paper. All of it dated data.

INSERT INTO member_status VALUES
  ('excluded', false, 'Đương nhiên thôi là đoàn viên', 'Ended by itself', '自然终止会籍');

-- Which status a jurisdiction knows, after which, and whether only a decision with a number gives it. The newest row that has begun counts.
CREATE TABLE status_rule (
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  status        text NOT NULL REFERENCES member_status,
  valid_from    date NOT NULL,
  from_statuses text[] NOT NULL,   -- none: the jurisdiction has no such status
  needs_act     boolean NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  needs_reminder boolean NOT NULL DEFAULT false,   -- only months after a reminder, see the parameter lapse-after
  PRIMARY KEY (jurisdiction, status, valid_from)
);
INSERT INTO status_rule (jurisdiction, status, valid_from, from_statuses, needs_act, citation, verified) VALUES
  ('vn', 'active',      '2013-01-01', '{suspended}',             false, 'Who was suspended takes part again; text not seen', false),
  ('vn', 'suspended',   '2013-01-01', '{active}',                false, 'Guide to the charter: a member without work or pay, or on long leave, may be suspended; text not seen', false),
  ('vn', 'kept',        '2013-01-01', '{}',                      false, 'A status of the Chinese rules; no Vietnamese text seen', false),
  ('vn', 'retired',     '2013-01-01', '{active,suspended}',      false, 'Charter of the Vietnam trade union: who retires leaves the activity and may join a pensioners'' club', true),
  ('vn', 'left',        '2013-01-01', '{active,suspended,kept}', false, 'Charter of the Vietnam trade union: own request; text not seen', false),
  ('vn', 'lapsed',      '2013-01-01', '{}',                      false, 'A status of the Chinese rules; no Vietnamese text seen', false),
  ('vn', 'expelled',    '2013-01-01', '{active,suspended,kept}', true,  'Charter of the Vietnam trade union: discipline by a decision; text not seen', false),
  ('vn', 'excluded',    '2013-01-01', '{active,suspended}',      false, 'Guide to the charter: who is promoted into an excluded post is a member and an officer no more, by itself', true),
  ('vn', 'union-ended', '2013-01-01', '{active,suspended,kept}', false, 'Khánh Hoà federation, June 2025: the unions of ended bodies were dissolved; what became of members is not said', false),
  ('vn', 'deceased',    '2013-01-01', '{active,suspended,kept}', false, 'A matter of course', true),
  ('cn', 'active',      '2013-01-01', '{suspended,kept}',        false, 'ACFTU rule of 2016-12-12: membership follows the job', true),
  ('cn', 'suspended',   '2013-01-01', '{active}',                false, 'No text seen; as in the other jurisdiction', false),
  ('cn', 'kept',        '2013-01-01', '{active,suspended}',      false, 'A company''s rule: who is retired or laid off keeps the membership, without dues and without a vote', false),
  ('cn', 'retired',     '2013-01-01', '{}',                      false, 'A company''s rule: who is retired keeps the membership; give the status kept', false),
  ('cn', 'left',        '2013-01-01', '{active,suspended,kept}', false, 'A company''s rule: own request', false),
  ('cn', 'lapsed',      '2013-01-01', '{active}',                false, 'A company''s rule: six months without dues and activity after a reminder count as leaving; who is suspended or kept owes none', false),
  ('cn', 'expelled',    '2013-01-01', '{active,suspended,kept}', true,  'A company''s rule: serious crime or discipline', false),
  ('cn', 'excluded',    '2013-01-01', '{active,suspended}',      false, 'No text seen; as in the other jurisdiction', false),
  ('cn', 'union-ended', '2013-01-01', '{active,suspended,kept}', false, 'No text seen; as in the other jurisdiction', false),
  ('cn', 'deceased',    '2013-01-01', '{active,suspended,kept}', false, 'A matter of course', true);
UPDATE status_rule SET needs_reminder = true WHERE (jurisdiction, status) = ('cn', 'lapsed');

-- Why, in one word, so that it can be counted. The one of rank 1 is meant where none is given.
CREATE TABLE status_reason (
  status  text NOT NULL REFERENCES member_status,
  code    text COLLATE "C" NOT NULL,
  rank    int NOT NULL,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  name_zh text NOT NULL,
  PRIMARY KEY (status, code),
  UNIQUE (status, rank)
);
INSERT INTO status_reason VALUES
  ('active',      'takes-part-again', 1, 'Sinh hoạt trở lại',            'Takes part again',            '恢复活动'),
  ('active',      'works-again',      2, 'Có việc làm trở lại',          'Works again',                 '重新就业'),
  ('suspended',   'no-work',          1, 'Không có việc làm',            'No work',                     '无工作'),
  ('suspended',   'no-pay',           2, 'Không có tiền lương',          'No pay',                      '无工资'),
  ('suspended',   'long-leave',       3, 'Nghỉ dài ngày',                'Long leave',                  '长期休假'),
  ('kept',        'retired',          1, 'Nghỉ hưu',                     'Retired',                     '退休'),
  ('kept',        'laid-off',         2, 'Mất việc',                     'Laid off',                    '下岗失业'),
  ('retired',     'age',              1, 'Đủ tuổi nghỉ hưu',             'Age',                         '达到退休年龄'),
  ('retired',     'early',            2, 'Nghỉ hưu trước tuổi',          'Early',                       '提前退休'),
  ('retired',     'health',           3, 'Lý do sức khỏe',               'Health',                      '健康原因'),
  ('left',        'own-request',      1, 'Tự nguyện xin ra',             'Own request',                 '本人申请'),
  ('left',        'moved-abroad',     2, 'Ra nước ngoài',                'Moved abroad',                '移居国外'),
  ('left',        'left-employer',    3, 'Thôi việc, không chuyển sinh hoạt', 'Left the employer, no transfer', '离职未转会'),
  ('lapsed',      'no-dues-no-activity', 1, 'Không đóng đoàn phí, không sinh hoạt', 'No dues and no activity', '不缴会费且不参加活动'),
  ('expelled',    'discipline',       1, 'Kỷ luật',                      'Discipline',                  '纪律处分'),
  ('expelled',    'serious-crime',    2, 'Phạm tội nghiêm trọng',        'Serious crime',               '严重犯罪'),
  ('excluded',    'excluded-post',    1, 'Được bổ nhiệm chức vụ không thuộc đối tượng kết nạp', 'Promoted into an excluded post', '升任不得入会的职务'),
  ('union-ended', 'union-dissolved',  1, 'Công đoàn giải thể',           'The union was dissolved',     '工会撤销'),
  ('deceased',    'death',            1, 'Qua đời',                      'Death',                       '去世');
ALTER TABLE member ADD reason_code text COLLATE "C";

-- Who comes back begins a new membership. Whether he may, and whether the years before count.
CREATE TABLE return_rule (
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  former_status text NOT NULL REFERENCES member_status,
  valid_from    date NOT NULL,
  may_return    boolean NOT NULL,
  years_count   boolean NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  PRIMARY KEY (jurisdiction, former_status, valid_from)
);
INSERT INTO return_rule
SELECT jurisdiction, status, date '2013-01-01', may_return, years_count, citation, false FROM unnest(ARRAY['vn', 'cn']) AS jurisdiction CROSS JOIN (VALUES
  ('left',        true,  false, 'A company''s rule: who asks again after leaving is admitted as anybody; that the years begin anew is to be confirmed by the federation'),
  ('lapsed',      true,  false, 'A company''s rule: lapsing counts as leaving; that the years begin anew is to be confirmed by the federation'),
  ('expelled',    true,  false, 'No text seen: admitted as anybody, the years begin anew; to be confirmed by the federation'),
  ('retired',     true,  true,  'No text seen: the years before retirement count; to be confirmed by the federation'),
  ('excluded',    true,  true,  'No text seen: who was excluded by a post did not leave, so the years count; to be confirmed by the federation'),
  ('union-ended', true,  true,  'Our own rule: who lost the union keeps history and seniority; to be confirmed by the federation'),
  ('deceased',    false, false, 'A matter of course: the national id is another''s or the death was recorded wrongly')
) rule(status, may_return, years_count, citation);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON status_rule, status_reason, return_rule FROM doanket_app, doanket_worker;

-- Beside the member, whose row is read by millions: few come back.
CREATE TABLE member_return (
  member_id      uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
  former_id      uuid REFERENCES member ON DELETE SET NULL,   -- cut when that one is forgotten
  seniority_from date NOT NULL,
  citation       text NOT NULL,
  verified       boolean NOT NULL,
  CHECK (member_id <> former_id)
);
CREATE INDEX member_return_former ON member_return (former_id);
ALTER TABLE member_return ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_return FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON member_return TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id));
CREATE POLICY background ON member_return TO doanket_worker USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON member_return FROM doanket_app;
-- Somebody's ended memberships are looked for by the same index when he comes again.
CREATE INDEX member_national_id_ended ON member (national_id_index) WHERE ended_on IS NOT NULL;

-- That a member was asked for dues and activity: without it nothing lapses.
CREATE TABLE member_reminder (
  id          uuid PRIMARY KEY,
  member_id   uuid NOT NULL REFERENCES member ON DELETE CASCADE,
  given_on    date NOT NULL,
  channel     text NOT NULL CHECK (channel IN ('letter', 'message', 'phone', 'visit')),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
CREATE INDEX member_reminder_member ON member_reminder (member_id, given_on);
ALTER TABLE member_reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_reminder FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON member_reminder TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id));
CREATE POLICY background ON member_reminder TO doanket_worker USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON member_reminder FROM doanket_app, doanket_worker;

-- For the list of suspensions that have lasted too long.
CREATE INDEX member_suspended ON member (status_since, id) WHERE status = 'suspended';

-- Of a history whose person is forgotten the word for why stays: it names nobody.
CREATE OR REPLACE FUNCTION member_event_nameless(detail jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(detail)
   WHERE key IN ('unitId', 'fromUnitId', 'toUnitId', 'status', 'reasonCode', 'category', 'duesKind', 'joinedOn')
$$;
