-- More of what a target may count: workdays are not whole numbers, of some topics only facts of one kind count, and some facts take back others.
ALTER TABLE counted_fact ALTER value TYPE numeric(20, 4);
ALTER TABLE binding
  ADD only_at       text,                          -- only facts count that have something there ...
  ADD only_values   text[] NOT NULL DEFAULT '{}',  -- ... and, where values are named, one of these
  ADD void_facts    text[] NOT NULL DEFAULT '{}',  -- facts that take back what an earlier one said
  ADD value_default numeric(20, 4);                -- where nothing is at value_at; null: that is an error

INSERT INTO binding (code, topic, facts, unit_at, day_at, value_at, currency_at, only_at, only_values, void_facts, value_default, measure, monthly, label_vi, label_en, label_zh) VALUES
  ('fund-collected', 'finance.unit-month', '{fund-collected}', '{/unit,/unitId}', '{/month}', '{/collected/amount}', '{/collected/currency}', NULL, '{}', '{}', NULL,
   'money', true, 'Kinh phí công đoàn đã thu', 'Employers'' fund collected', '已收工会经费'),
  ('contributions-cash', 'finance.contribution', '{contribution-received,contribution-reversed}', '{/unit,/receiver}', '{/on}', '{/amount/amount}', '{/amount/currency}',
   '/kind', '{cash}', '{contribution-reversed}', NULL, 'money', false, 'Tiền ủng hộ đã nhận', 'Contributions in cash', '收到捐款'),
  ('contributions-workdays', 'finance.contribution', '{contribution-received,contribution-reversed}', '{/unit,/receiver}', '{/on}', '{/quantity}', NULL,
   '/kind', '{workdays}', '{contribution-reversed}', NULL, 'count', false, 'Ngày công đóng góp', 'Days of work given', '投工天数'),
  ('grants-cash', 'finance.contribution', '{grant-paid,grant-reversed}', '{/unit}', '{/on}', '{/cash/amount}', '{/cash/currency}', NULL, '{}', '{grant-reversed}', NULL,
   'money', false, 'Tiền trợ cấp đã chi', 'Grants paid in cash', '发放补助金额'),
  ('grants-people', 'finance.contribution', '{grant-paid,grant-reversed}', '{/unit}', '{/on}', '{/people}', NULL, NULL, '{}', '{grant-reversed}', NULL,
   'count', false, 'Lượt người được trợ cấp', 'People given a grant', '补助人次'),
  ('points-opened', 'map.service-point', NULL, '{/unitId,/unit}', '{/openedOn}', NULL, NULL, '/openedOn', '{}', '{}', NULL,
   'count', false, 'Điểm phục vụ đã mở', 'Service points opened', '已开放服务站点'),
  ('visits', 'map.activity', '{visits-counted}', '{/unitId,/unit}', '{/day,/month}', '{/count,/visits}', NULL, NULL, '{}', '{}', NULL,
   'count', false, 'Lượt người đến điểm phục vụ', 'Visits to service points', '服务站点到访人次'),
  ('duty-shifts', 'map.activity', '{duty-reported}', '{/unitId,/unit}', '{/day,/month}', '{/shifts}', NULL, NULL, '{}', '{}', 1,
   'count', false, 'Buổi trực hướng dẫn', 'Duty reported at desks', '值班次数'),
  ('people-helped', 'map.activity', '{duty-reported}', '{/unitId,/unit}', '{/day,/month}', '{/peopleHelped,/count}', NULL, NULL, '{}', '{}', NULL,
   'count', false, 'Lượt người được hướng dẫn', 'People helped at desks', '窗口帮办人次'),
  ('files-lodged', 'map.activity', '{duty-reported}', '{/unitId,/unit}', '{/day,/month}', '{/filesLodged}', NULL, NULL, '{}', '{}', 0,
   'count', false, 'Hồ sơ nộp trực tuyến', 'Files lodged online', '在线递交材料件数'),
  ('requests-answered', 'map.activity', '{request-answered}', '{/unitId,/unit}', '{/day,/month}', '{/count}', NULL, NULL, '{}', '{}', 1,
   'count', false, 'Yêu cầu đã trả lời', 'Service requests answered', '已答复服务诉求'),
  ('tip-outcomes', 'map.activity', '{tip-outcome-counted}', '{/unitId,/unit}', '{/day,/month}', '{/count}', NULL, NULL, '{}', '{}', NULL,
   'count', false, 'Kết quả từ tin báo', 'Outcomes of safety tips', '线索成果数');
