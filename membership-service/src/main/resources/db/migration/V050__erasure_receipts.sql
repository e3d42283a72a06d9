-- An erasure is done when each service that may keep something of a person has given its receipt; until when they have to, a rule says.

ALTER TABLE data_request ADD COLUMN receipts_due date;
CREATE INDEX data_request_receipts_due ON data_request (receipts_due, id) WHERE state = 'erasing';

INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter ' || jurisdiction || 'erasure-receipt' || valid_from)::uuid, jurisdiction, 'erasure-receipt', '', valid_from, 1, 1, 'working-days',
       'Our own rule: a service that has not confirmed an erasure by the next working day is looked after', false
  FROM (VALUES ('vn', date '2013-01-01'), ('cn', date '2013-01-01')) seed(jurisdiction, valid_from);

INSERT INTO retention_rule VALUES
  ('texts', '2013-01-01', 'Tên mà đơn vị tự viết trong văn bản (ví dụ người thực hiện một mô hình): không gắn với hồ sơ nên phải gỡ bằng tay khi được yêu cầu',
   'Names that units have written into texts, such as the holder of a model: tied to no file, so taken out by hand when asked',
   '各单位写入文字中的姓名（例如典型做法的负责人）：与档案无关联，须应要求手工删除', 'Our own rule: a text does not say whom it means', false);
