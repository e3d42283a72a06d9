-- Who stands at a desk on which day, and what was done there. The names are those of the people on duty, entered by the desk's clerk; they are
-- for the unit and above, and for nobody else. Rows carry the unit's id and no path: who moves with it moves by the tree.

CREATE TABLE roster (
  id               uuid PRIMARY KEY,
  unit_id          uuid NOT NULL,
  point_id         uuid NOT NULL REFERENCES service_point,
  jurisdiction     text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  name             text NOT NULL,
  weekdays         int[] NOT NULL CHECK (cardinality(weekdays) BETWEEN 1 AND 7 AND weekdays <@ '{1,2,3,4,5,6,7}'),  -- ISO: Monday is 1
  starts_at        time NOT NULL,
  ends_at          time NOT NULL CHECK (ends_at > starts_at),
  people_per_duty  int NOT NULL CHECK (people_per_duty BETWEEN 1 AND 50),
  on_holidays      boolean NOT NULL DEFAULT false,
  valid_from       date NOT NULL,
  valid_to         date CHECK (valid_to > valid_from),   -- the first day on which it no longer holds
  version          bigint NOT NULL DEFAULT 1
);
CREATE INDEX roster_unit ON roster (unit_id, id);
CREATE INDEX roster_point ON roster (point_id);

-- The pool. Whoever joins late begins with as many duties as the one who had fewest then: not with all that the others have stood already.
CREATE TABLE roster_person (
  roster_id  uuid NOT NULL REFERENCES roster,
  member_id  uuid NOT NULL,
  unit_id    uuid NOT NULL,
  name       text NOT NULL,
  head_start int  NOT NULL DEFAULT 0,
  joined_on  date NOT NULL,
  left_on    date,             -- the first day on which he is no longer asked
  feed_hash  bytea UNIQUE,     -- of the secret in the address of his calendar
  PRIMARY KEY (roster_id, member_id)
);
CREATE INDEX roster_person_member ON roster_person (member_id);

CREATE TABLE roster_absence (
  id        uuid PRIMARY KEY,
  roster_id uuid NOT NULL,
  member_id uuid NOT NULL,
  unit_id   uuid NOT NULL,
  first_day date NOT NULL,
  last_day  date NOT NULL CHECK (last_day >= first_day),
  FOREIGN KEY (roster_id, member_id) REFERENCES roster_person
);
CREATE INDEX roster_absence_roster ON roster_absence (roster_id, last_day);

CREATE TABLE duty (
  roster_id  uuid NOT NULL,
  day        date NOT NULL,
  member_id  uuid NOT NULL,
  unit_id    uuid NOT NULL,
  stands_for uuid,             -- whose turn it was, after a swap or in somebody's absence
  PRIMARY KEY (roster_id, day, member_id),
  FOREIGN KEY (roster_id, member_id) REFERENCES roster_person
);
CREATE INDEX duty_person ON duty (roster_id, member_id, day);

-- What people let be filed online at a desk, as codes; a code is for ever.
CREATE TABLE filing_procedure (
  code         text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{1,40}$'),
  label_vi     text NOT NULL,
  label_en     text NOT NULL,
  label_zh     text NOT NULL,
  jurisdictions text[] NOT NULL DEFAULT '{vn,cn}',
  position     int NOT NULL UNIQUE
);
INSERT INTO filing_procedure (position, code, label_vi, label_en, label_zh) VALUES
  (10,  'certified-copy',     'Chứng thực bản sao',                 'Certified copy',                   '复印件公证'),
  (20,  'civil-status',       'Hộ tịch (khai sinh, kết hôn, khai tử)', 'Civil status (birth, marriage, death)', '户籍登记（出生、婚姻、死亡）'),
  (30,  'residence',          'Đăng ký thường trú, tạm trú',        'Residence',                        '居住登记'),
  (40,  'identity',           'Định danh điện tử, căn cước',        'Electronic identity',              '电子身份'),
  (50,  'social-insurance',   'Bảo hiểm xã hội',                    'Social insurance',                 '社会保险'),
  (60,  'health-insurance',   'Bảo hiểm y tế',                      'Health insurance',                 '医疗保险'),
  (70,  'unemployment',       'Trợ cấp thất nghiệp',                'Unemployment benefit',             '失业待遇'),
  (80,  'land',               'Đất đai',                            'Land',                             '土地'),
  (90,  'business',           'Đăng ký hộ kinh doanh',              'Household business',               '个体经营登记'),
  (100, 'social-assistance',  'Bảo trợ xã hội',                     'Social assistance',                '社会救助'),
  (110, 'complaint',          'Phản ánh, kiến nghị',                'Complaint or proposal',            '反映与建议'),
  (900, 'other',              'Thủ tục khác',                       'Other procedures',                 '其他事项');
REVOKE INSERT, UPDATE, DELETE ON filing_procedure FROM doanket_app;

CREATE TABLE duty_report (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL,
  point_id      uuid NOT NULL REFERENCES service_point,
  roster_id     uuid REFERENCES roster,
  day           date NOT NULL,
  people_helped int  NOT NULL CHECK (people_helped >= 0),
  people_on_duty int NOT NULL CHECK (people_on_duty > 0),
  note          text,
  reported_by   text NOT NULL,
  version       bigint NOT NULL DEFAULT 1,
  UNIQUE (point_id, day)
);
CREATE INDEX duty_report_unit ON duty_report (unit_id, day DESC, id);

CREATE TABLE duty_filing (
  report_id uuid NOT NULL REFERENCES duty_report,
  unit_id   uuid NOT NULL,
  procedure text NOT NULL REFERENCES filing_procedure,
  filed     int  NOT NULL CHECK (filed > 0),
  PRIMARY KEY (report_id, procedure)
);

-- Numbers the facts of a unit and month without gaps; its row is the lock.
CREATE TABLE duty_month (
  unit_id uuid NOT NULL,
  month   date NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (unit_id, month)
);

DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['roster', 'roster_person', 'roster_absence', 'duty', 'duty_report', 'duty_filing', 'duty_month'] LOOP
    EXECUTE format('CALL doanket.scope_by_unit(%L)', relation);
  END LOOP;
END $$;
REVOKE DELETE ON roster, roster_person, duty_report, duty_month FROM doanket_app;
