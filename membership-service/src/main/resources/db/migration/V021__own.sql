-- The member's own: consents with their proof, the card's keys, and what finance says of the dues.

-- What a consent is asked for. A text that has been asked with is never changed: another wording is another version.
CREATE TABLE consent_wording (
  purpose    text COLLATE "C" NOT NULL,
  version    int NOT NULL CHECK (version > 0),
  valid_from date NOT NULL,
  name_vi    text NOT NULL,
  name_en    text NOT NULL,
  name_zh    text NOT NULL,
  text_vi    text NOT NULL,
  text_en    text NOT NULL,
  text_zh    text NOT NULL,
  PRIMARY KEY (purpose, version)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON consent_wording FROM doanket_app, doanket_worker;
INSERT INTO consent_wording VALUES
  ('contact', 1, '2026-01-01', 'Liên lạc', 'Contact', '联系',
   'Công đoàn được gọi điện, nhắn tin hoặc gửi thư điện tử cho tôi về hoạt động, quyền lợi và dịch vụ của công đoàn.',
   'The union may call me, text me or write to me about its activities, benefits and services.',
   '工会可以就其活动、福利和服务给我打电话、发短信或发邮件。'),
  ('publish-phone', 1, '2026-01-01', 'Công khai số điện thoại', 'Publish my phone', '公开电话号码',
   'Số điện thoại của tôi được hiển thị trên thẻ giới thiệu công khai của đội, nghiệp đoàn để người dân gọi.',
   'My phone number is shown on the public profile card of my team or guild, so that people can call me.',
   '我的电话号码可显示在本队或行业工会的公开名片上，供群众拨打。'),
  ('job-help', 1, '2026-01-01', 'Giới thiệu việc làm', 'Job help', '就业帮扶',
   'Công đoàn được lưu nguyện vọng tìm việc, họ tên và số điện thoại của tôi, và giới thiệu tôi với người sử dụng lao động mà tôi đồng ý.',
   'The union may keep my wishes for work, my name and my phone, and introduce me to employers that I agree to.',
   '工会可以保存我的求职意愿、姓名和电话，并向我同意的用人单位介绍我。'),
  ('photo', 1, '2026-01-01', 'Ảnh', 'Photos', '照片',
   'Công đoàn được đăng ảnh chụp tôi trong các hoạt động của công đoàn.',
   'The union may publish pictures of me that were taken at its activities.',
   '工会可以发布我在工会活动中的照片。');

-- Each giving and each withdrawal is a row of its own, which nobody changes: that is the proof. Without a row nothing is agreed to.
CREATE TABLE consent_act (
  id           uuid PRIMARY KEY,
  member_id    uuid NOT NULL REFERENCES member ON DELETE CASCADE,
  purpose      text COLLATE "C" NOT NULL,
  text_version int NOT NULL,
  given        boolean NOT NULL,
  channel      text NOT NULL CHECK (channel IN ('online', 'paper', 'desk', 'phone')),
  language     text NOT NULL CHECK (language IN ('vi', 'en', 'zh')),
  proof        text,                         -- where the paper lies; null where the act itself is the proof
  at           timestamptz NOT NULL,
  recorded_by  text NOT NULL,
  FOREIGN KEY (purpose, text_version) REFERENCES consent_wording
);
CREATE INDEX consent_act_member ON consent_act (member_id, purpose, at);
REVOKE UPDATE, DELETE, TRUNCATE ON consent_act FROM doanket_app, doanket_worker;
-- Where a paper lies may name the person, and goes with him.
GRANT UPDATE (proof) ON consent_act TO doanket_worker;

-- Who may see the member may see what is kept of him, wherever his unit moves.
ALTER TABLE consent_act ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_act FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON consent_act TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id));
CREATE POLICY background ON consent_act TO doanket_worker USING (true);

-- Keys that sign cards, and nothing else. The private half is sealed by the installation's key, as sensitive fields are.
CREATE TABLE card_key (
  kid        text COLLATE "C" PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  wrapped    bytea NOT NULL,
  sealed     bytea NOT NULL,
  made_at    timestamptz NOT NULL,
  retired_at timestamptz,                    -- signs no more; what it has signed holds
  revoked_at timestamptz,                    -- became known to others: nothing that it has signed holds
  CHECK (revoked_at IS NULL OR retired_at IS NOT NULL)
);
CREATE UNIQUE INDEX card_key_signing ON card_key ((true)) WHERE retired_at IS NULL;
REVOKE DELETE, TRUNCATE ON card_key FROM doanket_app, doanket_worker;

-- Small replica of what finance says of a member's dues. No key to member: a fact may come before its member is seen here.
CREATE TABLE member_standing (
  member_id  uuid PRIMARY KEY,
  paid_up_to date CHECK (extract(day FROM paid_up_to) = 1),   -- the last month that is paid, by its first day
  told_at    timestamptz NOT NULL
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON member_standing FROM doanket_app;
ALTER TABLE member_standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_standing FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON member_standing TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id));
CREATE POLICY background ON member_standing TO doanket_worker USING (true);

INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter ' || jurisdiction || name || subject || valid_from)::uuid, *
  FROM (VALUES
    ('vn', 'card-valid-for', '', date '2013-01-01', 12, 1, 'months', 'Our own rule: a card shown offline is renewed every year', false),
    ('cn', 'card-valid-for', '', date '2013-01-01', 12, 1, 'months', 'Our own rule: a card shown offline is renewed every year', false)
  ) seed(jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified);
