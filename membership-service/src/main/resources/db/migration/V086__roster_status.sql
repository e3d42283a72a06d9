-- A roster may say under which number another system knows a member, and which system that is; and the status with its day and reason. What our
-- own sheets say is read back as it is.

ALTER TABLE roster_row
  ADD external_source text,                              -- the import's where the row names none
  ADD status text,
  ADD status_since date,
  ADD status_reason text,
  ADD reason_code text,
  ADD file_differs boolean NOT NULL DEFAULT false,       -- of a member: whether the file changes,
  ADD status_differs boolean NOT NULL DEFAULT false;     -- and whether the status does: each is a fact of its own, with a day of its own
-- What was taken in before was a change of the file.
UPDATE roster_row SET file_differs = true WHERE state IN ('changed', 'moved');

INSERT INTO roster_heading (heading, field) SELECT doanket.search_form(heading), field FROM (VALUES
  ('Nguồn mã ngoài', 'externalSource'), ('Hệ thống nguồn', 'externalSource'), ('External source', 'externalSource'), ('Source system', 'externalSource'),
  ('外部编号来源', 'externalSource'),
  ('Trạng thái', 'status'), ('Trạng thái đoàn viên', 'status'), ('Tình trạng đoàn viên', 'status'), ('Status', 'status'), ('Membership status', 'status'),
  ('状态', 'status'), ('会员状态', 'status'), ('会籍状态', 'status'),
  ('Trạng thái từ ngày', 'statusSince'), ('Ngày trạng thái', 'statusSince'), ('Status since', 'statusSince'), ('Status date', 'statusSince'),
  ('状态起始日期', 'statusSince'), ('状态日期', 'statusSince'),
  ('Loại lý do trạng thái', 'reasonCode'), ('Status reason kind', 'reasonCode'), ('状态原因类别', 'reasonCode'),
  ('Lý do trạng thái', 'statusReason'), ('Lý do thay đổi trạng thái', 'statusReason'), ('Status reason', 'statusReason'), ('状态原因', 'statusReason')
) AS known (heading, field) ON CONFLICT DO NOTHING;
