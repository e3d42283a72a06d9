-- What a service point can be, and what it can have: data, so that a federation adds its own without a new release.
-- A code is for ever (it stands in facts and in other people's maps) and offered from one day to another; a label may be corrected. The top unit
-- sets them, for all.

CREATE TABLE kind (
  code          text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{1,40}$'),
  label_vi      text NOT NULL,
  label_en      text NOT NULL,
  label_zh      text NOT NULL,
  jurisdictions text[] NOT NULL DEFAULT '{vn,cn}',  -- where it is offered; a point of another jurisdiction keeps it
  position      int NOT NULL UNIQUE,                -- order in lists and legends
  valid_from    date NOT NULL DEFAULT '2020-01-01',
  valid_to      date CHECK (valid_to > valid_from), -- the first day on which no new point has it
  version       bigint NOT NULL DEFAULT 1
);

CREATE TABLE amenity (
  code     text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{1,40}$'),
  label_vi text NOT NULL,
  label_en text NOT NULL,
  label_zh text NOT NULL,
  position int NOT NULL UNIQUE,
  valid_from date NOT NULL DEFAULT '2020-01-01',
  valid_to   date CHECK (valid_to > valid_from),
  version    bigint NOT NULL DEFAULT 1
);

INSERT INTO kind (position, code, label_vi, label_en, label_zh, jurisdictions) VALUES
  -- the eight kinds of Dingxi's micro-positions
  (10, 'reading-room',         'Phòng đọc sách',                  'Reading room',                  '职工书屋',       '{vn,cn}'),
  (20, 'canteen',              'Nhà ăn',                          'Canteen',                       '职工食堂',       '{vn,cn}'),
  (30, 'fitness-ground',       'Sân tập thể thao',                'Fitness ground',                '健身场地',       '{vn,cn}'),
  (40, 'nursery',              'Điểm trông trẻ',                  'Nursery',                       '托育点',         '{vn,cn}'),
  (50, 'lecture-room',         'Phòng học tập, tuyên truyền',     'Lecture room',                  '职工讲堂',       '{vn,cn}'),
  (60, 'tool-room',            'Kho dụng cụ dùng chung',          'Tool room',                     '共享工具间',     '{vn,cn}'),
  (70, 'health-hut',           'Góc sức khỏe',                    'Health hut',                    '健康小屋',       '{vn,cn}'),
  (80, 'deliberation-station', 'Điểm đối thoại, thương lượng',    'Deliberation station',          '协商驿站',       '{vn,cn}'),
  -- stations of workers out of doors
  (110, 'rest-stop',           'Trạm dừng nghỉ người lao động',   'Rest stop',                     '户外劳动者驿站', '{vn,cn}'),
  (120, 'mother-and-baby-room', 'Phòng vắt, trữ sữa mẹ',          'Mother-and-baby room',          '爱心妈妈小屋',   '{vn,cn}'),
  (130, 'taxi-stand',          'Điểm đón khách xe ôm nghiệp đoàn', 'Motorbike-taxi stand',         '摩托车候客点',   '{vn}'),
  (140, 'cultural-house',      'Nhà văn hóa lao động',            'Workers'' cultural house',      '工人文化宫',     '{vn,cn}'),
  -- desks
  (210, 'one-stop-desk',       'Bộ phận một cửa',                 'One-stop desk',                 '一站式服务窗口', '{vn,cn}'),
  (220, 'job-desk',            'Điểm giới thiệu việc làm',        'Job desk',                      '就业服务站',     '{vn,cn}'),
  (230, 'legal-aid-desk',      'Điểm tư vấn pháp luật',           'Legal aid desk',                '法律援助站',     '{vn,cn}'),
  (240, 'mutual-help-desk',    'Điểm tương trợ đoàn viên',        'Mutual help desk',              '互助保障服务点', '{vn,cn}'),
  (250, 'member-shop',         'Điểm phúc lợi đoàn viên',         'Member benefit shop',           '职工惠购点',     '{vn,cn}'),
  -- houses
  (310, 'union-office',        'Trụ sở công đoàn',                'Union office',                  '工会办公室',     '{vn,cn}'),
  (320, 'village-window',      'Điểm sinh hoạt công đoàn thôn',   'Village window',                '村级工会窗口',   '{vn,cn}'),
  (330, 'town-hall',           'Trụ sở xã, phường',               'Town hall',                     '乡镇工会工作站', '{vn,cn}'),
  (340, 'law-enforcement-post', 'Chốt tuần tra, hướng dẫn giao thông', 'Law-enforcement post',     '交警执法岗亭',   '{vn,cn}');

INSERT INTO amenity (position, code, label_vi, label_en, label_zh) VALUES
  (10,  'drinking-water',    'Nước uống',              'Drinking water',        '饮水'),
  (20,  'toilet',            'Nhà vệ sinh',            'Toilet',                '卫生间'),
  (30,  'seats',             'Chỗ ngồi nghỉ',          'Seats',                 '休息座椅'),
  (40,  'phone-charging',    'Sạc điện thoại',         'Phone charging',        '手机充电'),
  (50,  'vehicle-charging',  'Sạc xe điện',            'Electric bike charging', '电动车充电'),
  (60,  'wifi',              'Wi-Fi',                  'Wi-Fi',                 '无线网络'),
  (70,  'microwave',         'Lò vi sóng',             'Microwave',             '微波炉'),
  (80,  'fridge',            'Tủ lạnh',                'Fridge',                '冰箱'),
  (90,  'cooling',           'Quạt, máy lạnh',         'Cooling',               '制冷'),
  (100, 'heating',           'Sưởi ấm',                'Heating',               '取暖'),
  (110, 'first-aid',         'Tủ thuốc sơ cứu',        'First-aid kit',         '急救药箱'),
  (120, 'blood-pressure',    'Máy đo huyết áp',        'Blood-pressure meter',  '血压计'),
  (130, 'tyre-pump',         'Bơm, vá xe',             'Tyre pump',             '打气筒'),
  (140, 'rain-gear',         'Áo mưa cho mượn',        'Rain gear',             '雨具'),
  (150, 'shower',            'Nhà tắm',                'Shower',                '淋浴'),
  (160, 'baby-changing',     'Bàn thay tã',            'Baby changing table',   '婴儿护理台'),
  (170, 'milk-fridge',       'Tủ trữ sữa mẹ',          'Breast-milk fridge',    '母乳冷藏柜'),
  (180, 'step-free',         'Lối vào không bậc',      'Step-free entrance',    '无障碍入口'),
  (190, 'motorbike-parking', 'Chỗ để xe máy',          'Motorbike parking',     '摩托车停车位'),
  (200, 'printing',          'In, sao chụp',           'Printing and copying',  '打印复印'),
  (210, 'books',             'Sách báo',               'Books and papers',      '图书报刊'),
  (220, 'online-filing',     'Nộp hồ sơ trực tuyến',   'Online filing',         '网上办事');

DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['kind', 'amenity'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY public_legend ON %I FOR SELECT TO doanket_app USING (true)', relation);
    EXECUTE format('CREATE POLICY add_at_the_top ON %I FOR INSERT TO doanket_app WITH CHECK (doanket.scope_from() ~ ''^/([^/]+/)?$'')', relation);
    EXECUTE format('CREATE POLICY change_at_the_top ON %I FOR UPDATE TO doanket_app USING (doanket.scope_from() ~ ''^/([^/]+/)?$'')', relation);
    EXECUTE format('CREATE POLICY background ON %I TO doanket_worker USING (true)', relation);
  END LOOP;
END $$;
REVOKE DELETE ON kind, amenity FROM doanket_app;
