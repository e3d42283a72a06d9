-- Petitions that people send themselves: by a form of the unit, with or without an account, and read by the code of their receipt.
ALTER TABLE petition
  ADD COLUMN receipt_index    bytea UNIQUE,        -- of the code that its sender was given
  ADD COLUMN consent_version  int,                 -- of the text that he has agreed to, in which language, and when
  ADD COLUMN consent_language text,
  ADD COLUMN consent_at       timestamptz,
  ADD CHECK ((consent_version IS NULL) = (consent_at IS NULL));

-- What a sender agrees to who says who he is: of a jurisdiction, in a wording from a day on. Nobody has agreed to another one than the one of its version.
CREATE TABLE petition_consent (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  version       int GENERATED ALWAYS AS IDENTITY UNIQUE,
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  valid_from    date NOT NULL,
  text_vi       text NOT NULL,
  text_en       text NOT NULL,
  text_zh       text NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  set_by        text,
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL))
);
CREATE UNIQUE INDEX petition_consent_begin ON petition_consent (jurisdiction, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO petition_consent (jurisdiction, valid_from, text_vi, text_en, text_zh, citation, verified)
SELECT j, date '2026-01-01',
  'Công đoàn được lưu họ tên và cách liên lạc của tôi để giải quyết và trả lời đơn này. Chỉ đơn vị tiếp nhận và đơn vị giải quyết đơn được xem, và mỗi lần xem đều được ghi lại.',
  'The union may keep my name and how to reach me in order to deal with this petition and to answer it. Only the unit that has received it and the one that deals with it may see them, and each look is recorded.',
  '工会可以保存我的姓名和联系方式，用于办理和答复本信访件。只有接收单位和办理单位可以查看，每次查看均有记录。',
  'Doanket''s own word, made for what the service does', false
FROM unnest(ARRAY['vn', 'cn']) j;
REVOKE UPDATE, DELETE ON petition_consent FROM doanket_app;
GRANT UPDATE (cancelled_at, cancelled_why) ON petition_consent TO doanket_app;
ALTER TABLE petition ADD FOREIGN KEY (consent_version) REFERENCES petition_consent (version);

-- Who sends has no scope: his transaction sees the one petition of the code, or a member those that are his own, and nothing else.
CREATE POLICY sender_reads ON petition FOR SELECT TO doanket_app
  USING (receipt_index = decode(nullif(current_setting('doanket.petition_receipt', true), ''), 'hex'));
CREATE POLICY sender_sends ON petition FOR INSERT TO doanket_app
  WITH CHECK (receipt_index = decode(nullif(current_setting('doanket.petition_receipt', true), ''), 'hex'));
CREATE POLICY member_reads ON petition FOR SELECT TO doanket_app
  USING (member_id = nullif(current_setting('doanket.petition_member', true), '')::uuid);

-- Papers go where the petition goes: who sees it sees them, whichever unit has attached them.
CREATE POLICY of_petition ON attachment FOR SELECT TO doanket_app
  USING (subject_type = 'petition' AND EXISTS (SELECT FROM petition p WHERE p.id = subject_id));
