-- Applications for membership: who may apply where and by which code, what was applied for, and what was decided.

-- Whom which kind of unit takes. The row of the kind goes before that of all kinds (''), then the latest that has begun; without any, all are taken.
CREATE TABLE admission_rule (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  category     text NOT NULL REFERENCES member_category,
  unit_kind    text COLLATE "C" NOT NULL DEFAULT '',
  valid_from   date NOT NULL,
  is_taken     boolean NOT NULL,
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, category, unit_kind, valid_from)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON admission_rule FROM doanket_app, doanket_worker;
INSERT INTO admission_rule VALUES
  ('vn', 'foreign',  '',                  '2013-01-01', false, 'Law on Trade Unions 2012: foreigners could not join', true),
  ('vn', 'foreign',  'grass-roots-union', '2025-07-01', true,  'Law on Trade Unions 2024: foreigners join a grass-roots union', true),
  ('vn', 'informal', '',                  '2013-01-01', false, 'Charter of the Vietnam trade union: without an employer one joins a guild', false),
  ('vn', 'informal', 'nghiep-doan',       '2013-01-01', true,  'Charter of the Vietnam trade union: a guild is of people without an employer', true),
  ('vn', 'employee', 'nghiep-doan',       '2013-01-01', false, 'Charter of the Vietnam trade union: a guild is of people without an employer', false),
  ('vn', 'honorary', '',                  '2013-01-01', false, 'Guide to the charter: the committee makes honorary members, nobody applies', false),
  ('cn', 'honorary', '',                  '2013-01-01', false, 'No text seen; as in the other jurisdiction', false);

INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
VALUES (md5('parameter cnworking-age2013-01-01')::uuid, 'cn', 'working-age', '', '2013-01-01', 16, 1, 'years',
        'Labour Law: 16 years, as commonly said; text not seen', false);

INSERT INTO consent_wording VALUES
  ('membership-application', 1, '2026-01-01', 'Xin gia nhập công đoàn', 'Application for membership', '入会申请',
   'Tôi tự nguyện xin gia nhập công đoàn. Công đoàn được lưu và sử dụng thông tin trong đơn này để xem xét kết nạp và, nếu được kết nạp, để lập hồ sơ đoàn viên.',
   'I apply to join the union of my own free will. The union may keep and use what I say here to decide on my application and, if I am admitted, for my member file.',
   '我自愿申请加入工会。工会可以保存并使用本申请中的信息，用于审核入会，并在批准后建立会员档案。');

INSERT INTO retention (kept, valid_from, days, citation, verified) VALUES
  ('membership-application', '2025-01-01', 180,
   'Law 91/2025/QH15: personal data no longer than their purpose needs them; the number of days is Doanket''s own', false);

-- A unit is open for applications: the code is on a poster and in its QR code.
CREATE TABLE application_invitation (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL REFERENCES unit,
  code          text COLLATE "C" NOT NULL UNIQUE,
  opens_on      date NOT NULL,
  closes_on     date NOT NULL CHECK (closes_on >= opens_on),
  most          int NOT NULL CHECK (most BETWEEN 1 AND 100000),
  used          int NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND most),
  opened_at     timestamptz NOT NULL,
  opened_by     text NOT NULL,
  revoked_at    timestamptz,
  revoked_by    text,
  revoke_reason text,
  reorganisation_id uuid,                       -- the act that has ended the unit
  version       bigint NOT NULL
);
CREATE INDEX application_invitation_unit ON application_invitation (unit_id, id);
REVOKE DELETE, TRUNCATE ON application_invitation FROM doanket_app, doanket_worker;

CREATE TABLE application (
  id                uuid PRIMARY KEY,
  unit_id           uuid NOT NULL REFERENCES unit,
  invitation_id     uuid REFERENCES application_invitation,    -- null: on paper
  channel           text NOT NULL CHECK (channel IN ('online', 'paper')),
  state             text NOT NULL CHECK (state IN ('received', 'returned', 'admitted', 'transferred', 'refused', 'withdrawn')),
  key               bytea,                      -- of this application alone: destroyed when it is emptied
  person            bytea,                      -- sealed whole
  national_id_index bytea,                      -- blind index, the same as a member's
  category          text NOT NULL REFERENCES member_category,
  receipt_index     bytea UNIQUE,               -- of the code by which the applicant asks for his own
  consent_version   int NOT NULL,               -- of the purpose membership-application
  consent_language  text NOT NULL CHECK (consent_language IN ('vi', 'en', 'zh')),
  consent_at        timestamptz NOT NULL,
  consent_proof     text,                       -- where the paper lies; null where the act itself is the proof
  received_on       date NOT NULL,
  received_at       timestamptz NOT NULL,
  entered_by        text,                       -- null: by the applicant
  answer_due        date,                       -- null where the jurisdiction had no such rule on that day
  citation          text,
  faulty_fields     text[] NOT NULL DEFAULT '{}',
  reason            text,                       -- of a return, a refusal
  rule              text,                       -- by which it was refused
  decision_number   text,
  decision_date     date,
  decided_at        timestamptz,
  decided_by        text,
  member_id         uuid REFERENCES member ON DELETE SET NULL,
  transfer_id       uuid,                       -- proposed, since the person is a member elsewhere
  reorganisation_id uuid,                       -- the act that took it to another unit, or ended it with its unit
  unit_before       uuid,
  emptied_at        timestamptz,
  version           bigint NOT NULL,
  CHECK ((key IS NULL) = (emptied_at IS NOT NULL)),
  CHECK (key IS NOT NULL OR person IS NULL AND national_id_index IS NULL AND reason IS NULL AND consent_proof IS NULL)
);
CREATE INDEX application_unit ON application (unit_id, id);
CREATE INDEX application_open ON application (answer_due, id) WHERE state IN ('received', 'returned');
CREATE INDEX application_person ON application (national_id_index) WHERE national_id_index IS NOT NULL;
CREATE INDEX application_member ON application (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX application_closed ON application (decided_at) WHERE state IN ('refused', 'withdrawn') AND emptied_at IS NULL;
CREATE INDEX application_reorganisation ON application (reorganisation_id) WHERE reorganisation_id IS NOT NULL;
REVOKE DELETE, TRUNCATE ON application FROM doanket_app, doanket_worker;

CALL doanket.scope_by_unit('application_invitation');
CALL doanket.scope_by_unit('application');

-- Who has no token has a code: a transaction that has presented it sees the one row that the code is of, and no other.
CREATE POLICY presented ON application_invitation FOR SELECT TO doanket_app USING (code = current_setting('doanket.invitation', true));
CREATE POLICY used ON application_invitation FOR UPDATE TO doanket_app USING (code = current_setting('doanket.invitation', true));
CREATE POLICY invited ON application FOR INSERT TO doanket_app WITH CHECK (invitation_id = (SELECT i.id FROM application_invitation i
  WHERE i.code = current_setting('doanket.invitation', true) AND i.unit_id = application.unit_id));
CREATE POLICY presented ON application FOR SELECT TO doanket_app USING (receipt_index = decode(current_setting('doanket.receipt', true), 'hex'));
CREATE POLICY own ON application FOR UPDATE TO doanket_app USING (receipt_index = decode(current_setting('doanket.receipt', true), 'hex'));

-- Whether a person is a member somewhere, for whoever has the blind index of his national id. The function sees all, and tells no more than this.
CREATE POLICY looked_up ON member FOR SELECT TO CURRENT_USER USING (ended_on IS NULL);
CREATE FUNCTION membership_of(person bytea) RETURNS TABLE (member_id uuid, unit_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT m.id, m.unit_id FROM member m WHERE m.national_id_index = person AND m.ended_on IS NULL $$;
REVOKE EXECUTE ON FUNCTION membership_of(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION membership_of(bytea) TO doanket_app;
