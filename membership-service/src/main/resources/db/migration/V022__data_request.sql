-- What a member asks of the data that are kept of him: correction and erasure, each with its legal clock.

CREATE TABLE data_request (
  id               uuid PRIMARY KEY,
  member_id        uuid NOT NULL REFERENCES member ON DELETE CASCADE,
  kind             text NOT NULL CHECK (kind IN ('correction', 'erasure')),
  state            text NOT NULL CHECK (state IN ('asked', 'taken-up', 'erasing', 'done', 'refused', 'taken-back')),
  wanted           bytea,                    -- the corrections, sealed under the person's key
  asked_at         timestamptz NOT NULL,
  first_answer_due date,                     -- null where the jurisdiction had no such rule on that day
  answer_due       date,
  citation         text,
  first_answer_at  timestamptz,
  first_answer     text,
  answered_at      timestamptz,
  answered_by      text,
  answer           text,
  version          bigint NOT NULL
);
CREATE UNIQUE INDEX data_request_open ON data_request (member_id, kind) WHERE state IN ('asked', 'taken-up', 'erasing');
CREATE INDEX data_request_due ON data_request (answer_due, id) WHERE state IN ('asked', 'taken-up', 'erasing');
CREATE INDEX data_request_member ON data_request (member_id, id);
REVOKE DELETE, TRUNCATE ON data_request FROM doanket_app, doanket_worker;
ALTER TABLE data_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE data_request FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON data_request TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id));
CREATE POLICY background ON data_request TO doanket_worker USING (true);

-- One from each service that has forgotten the person. Today only membership gives one.
CREATE TABLE erasure_receipt (
  request_id uuid NOT NULL REFERENCES data_request ON DELETE CASCADE,
  service    text NOT NULL,
  at         timestamptz NOT NULL,
  detail     jsonb NOT NULL,
  PRIMARY KEY (request_id, service)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON erasure_receipt FROM doanket_app;
REVOKE UPDATE, DELETE, TRUNCATE ON erasure_receipt FROM doanket_worker;
ALTER TABLE erasure_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasure_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON erasure_receipt TO doanket_app USING (EXISTS (SELECT FROM data_request r WHERE r.id = request_id));
CREATE POLICY background ON erasure_receipt TO doanket_worker USING (true);

-- What an erasure leaves, and why: said to the member before he asks and after.
CREATE TABLE retention_rule (
  code       text COLLATE "C" PRIMARY KEY,
  valid_from date NOT NULL,
  what_vi    text NOT NULL,
  what_en    text NOT NULL,
  what_zh    text NOT NULL,
  citation   text NOT NULL,
  verified   boolean NOT NULL
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON retention_rule FROM doanket_app, doanket_worker;
INSERT INTO retention_rule VALUES
  ('ledger', '2013-01-01', 'Chứng từ và sổ kế toán về đoàn phí, trợ cấp: số tiền vẫn còn, thay người bằng bí danh',
   'Accounts of dues and grants: the amounts stay, a pseudonym stands for the person', '会费和补助的会计账目：金额保留，以化名代替本人',
   'Law on Accounting 88/2015: accounting documents are kept for years; the term was not read', false),
  ('head-count', '2013-01-01', 'Đơn vị, loại đoàn viên, ngày vào và ngày ra: cho số liệu thống kê đã công bố, dưới bí danh',
   'Unit, category, days of joining and ending: for figures that were published, under the pseudonym', '所在单位、会员类别、入会和离会日期：用于已公布的统计数字，以化名保存',
   'Our own rule: a published head count must stay explicable', false),
  ('proof', '2026-01-01', 'Việc đồng ý, rút lại và yêu cầu này cùng ngày giờ: để chứng minh đã làm đúng, dưới bí danh',
   'Consents given and withdrawn and this request with their times: to prove that they were honoured, under the pseudonym',
   '同意、撤回及本请求的时间：用以证明已依法处理，以化名保存', 'Law 91/2025 and Decree 356/2025, by summaries of law firms', false),
  ('audit-trail', '2013-01-01', 'Nhật ký ai đã xem gì và vì sao: chỉ có mã số, không có dữ liệu của người được xem',
   'The trail of who looked at what and why: numbers only, nothing of the person', '访问记录：只有编号，没有本人的数据', 'Our own rule: a trail that can be cut proves nothing', false),
  ('sheets', '2013-01-01', 'Tệp danh sách đơn vị đã gửi được giữ niêm phong đến khi hết hạn lưu',
   'The sheets that units have sent stay sealed until they are thrown away', '各单位报送的名册文件以密封形式保存至清理为止', 'Our own rule: a sealed file has no rows to take out', false);

INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter ' || jurisdiction || name || subject || valid_from)::uuid, *
  FROM (VALUES
    ('vn', 'data-request-answer', 'correction', date '2026-01-01', 10, 1, 'working-days',
     'Law 91/2025 and Decree 356/2025: 10 to 20 by kind, by summaries of law firms', false),
    ('vn', 'data-request-answer', 'erasure', date '2026-01-01', 20, 1, 'working-days',
     'Law 91/2025 and Decree 356/2025: 10 to 20 by kind, by summaries of law firms', false),
    ('cn', 'data-request-first-answer', '', date '2021-11-01', 15, 1, 'working-days',
     'Personal Information Protection Law, art. 50: in good time; no figure found, to be confirmed by the federation', false),
    ('cn', 'data-request-answer', '', date '2021-11-01', 15, 1, 'working-days',
     'Personal Information Protection Law, art. 50: in good time; no figure found, to be confirmed by the federation', false)
  ) seed(jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified);

-- History is never changed but in one way: what names a person goes when the person is forgotten.
CREATE FUNCTION member_event_nameless(detail jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(detail)
   WHERE key IN ('unitId', 'fromUnitId', 'toUnitId', 'status', 'category', 'duesKind', 'joinedOn')
$$;
CREATE TRIGGER only_forgetting BEFORE UPDATE ON member_event FOR EACH ROW
  WHEN (new.reason IS NOT NULL OR new.detail <> member_event_nameless(old.detail)) EXECUTE FUNCTION doanket.refuse_change();
GRANT UPDATE (reason, detail) ON member_event TO doanket_worker;
