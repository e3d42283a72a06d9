-- Form 02-HDCD, part I, as figures of head counts. An average cannot be added up, so units report what it is made of: the sum that was paid
-- for the month, and to how many.

-- What a figure is a part of and cannot exceed: another figure, or workers. And the persons without whom a sum says nothing.
ALTER TABLE headcount_figure ADD COLUMN part_of text COLLATE "C", ADD COLUMN counted_by text COLLATE "C";

INSERT INTO headcount_figure (jurisdiction, code, position, name_vi, name_en, name_zh, citation, verified, part_of, counted_by) VALUES
  ('vn', 'pay-of-workers',            60, 'Tổng tiền lương tháng của số người đó', 'their pay for the month, in all', '上述人员的月工资总额',
   'Form 02-HDCD, part I: average monthly pay; the sum instead of the average is our own, for averages of several units', false, NULL, 'paid-workers-counted'),
  ('vn', 'paid-in-administration',    70, 'trong đó: khu vực hành chính', 'of them in administration', '其中：行政机关人数', 'Form 02-HDCD, part I', true,
   'paid-workers-counted', NULL),
  ('vn', 'pay-in-administration',     80, 'Tổng tiền lương tháng khu vực hành chính', 'pay for the month in administration', '行政机关月工资总额',
   'Form 02-HDCD, part I, as above', false, 'pay-of-workers', 'paid-in-administration'),
  ('vn', 'paid-in-public-units',      90, 'trong đó: đơn vị sự nghiệp', 'of them in public units', '其中：事业单位人数', 'Form 02-HDCD, part I', true,
   'paid-workers-counted', NULL),
  ('vn', 'pay-in-public-units',      100, 'Tổng tiền lương tháng đơn vị sự nghiệp', 'pay for the month in public units', '事业单位月工资总额',
   'Form 02-HDCD, part I, as above', false, 'pay-of-workers', 'paid-in-public-units');

UPDATE headcount_figure SET part_of = 'workers' WHERE (jurisdiction, code) IN (('vn', 'workers-short-of-work'), ('vn', 'paid-workers-counted'));
UPDATE headcount_figure SET part_of = 'workers-short-of-work' WHERE (jurisdiction, code) = ('vn', 'women-short-of-work');
UPDATE headcount_figure SET part_of = 'congress-delegates' WHERE (jurisdiction, code) = ('cn', 'women-delegates');
