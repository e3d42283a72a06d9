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
  -- What the map tells is all of a unit's month so far: the newest word on it counts.
  ('visits', 'map.activity', '{visits-counted}', '{/unit,/unitId}', '{/month,/day}', '{/visits,/count}', NULL, NULL, '{}', '{}', NULL,
   'count', true, 'Lượt người đến điểm phục vụ', 'Visits to service points', '服务站点到访人次'),
  ('services-rendered', 'map.activity', '{visits-counted}', '{/unit,/unitId}', '{/month,/day}', '{/services}', NULL, NULL, '{}', '{}', 0,
   'count', true, 'Lượt dịch vụ tại điểm phục vụ', 'Services rendered at service points', '服务站点服务次数'),
  ('duty-turns', 'map.activity', '{duty-reported}', '{/unit,/unitId}', '{/month,/day}', '{/duties,/peopleOnDuty,/turns}', NULL, NULL, '{}', '{}', 0,
   'count', true, 'Lượt trực hướng dẫn', 'Turns of duty at desks', '窗口值班人次'),
  ('people-helped', 'map.activity', '{duty-reported}', '{/unit,/unitId}', '{/month,/day}', '{/peopleHelped,/count}', NULL, NULL, '{}', '{}', NULL,
   'count', true, 'Lượt người được hướng dẫn', 'People helped at desks', '窗口帮办人次'),
  ('files-lodged', 'map.activity', '{duty-reported}', '{/unit,/unitId}', '{/month,/day}', '{/filesLodged,/filedOnline}', NULL, NULL, '{}', '{}', 0,
   'count', true, 'Hồ sơ nộp trực tuyến', 'Files lodged online', '在线递交材料件数'),
  ('requests-answered', 'map.activity', '{request-answered}', '{/unit,/unitId}', '{/month,/day}', '{/answered,/count}', NULL, NULL, '{}', '{}', 1,
   'count', true, 'Yêu cầu đã trả lời', 'Service requests answered', '已答复服务诉求'),
  ('tips', 'map.activity', '{tip-outcome-counted}', '{/unit,/unitId}', '{/month,/day}', '{/tips,/count}', NULL, NULL, '{}', '{}', NULL,
   'count', true, 'Tin báo đã chuyển công an', 'Safety tips', '平安线索'),
  ('hot-spots-closed', 'map.activity', '{tip-outcome-counted}', '{/unit,/unitId}', '{/month,/day}', '{/hotSpotsClosed}', NULL, NULL, '{}', '{}', 0,
   'count', true, 'Điểm nóng được xóa', 'Hot spots closed', '消除治安隐患点'),
  ('tip-people-handled', 'map.activity', '{tip-outcome-counted}', '{/unit,/unitId}', '{/month,/day}', '{/peopleHandled,/peopleCaught}', NULL, NULL, '{}', '{}', 0,
   'count', true, 'Đối tượng bị xử lý từ tin báo', 'People dealt with after tips', '线索查处人数'),
  ('accidents-secured', 'map.activity', '{tip-outcome-counted}', '{/unit,/unitId}', '{/month,/day}', '{/accidentsSecured}', NULL, NULL, '{}', '{}', 0,
   'count', true, 'Vụ tai nạn được bảo vệ hiện trường', 'Accidents secured', '保护事故现场次数'),
  ('injured-carried', 'map.activity', '{tip-outcome-counted}', '{/unit,/unitId}', '{/month,/day}', '{/injuredCarried}', NULL, NULL, '{}', '{}', 0,
   'count', true, 'Người bị thương được đưa đi cấp cứu', 'Injured people carried to a hospital', '护送伤员人数');
