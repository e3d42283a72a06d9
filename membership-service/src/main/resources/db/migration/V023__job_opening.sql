-- Job help: openings of employers, shown to everybody once the union has checked them.

CREATE TABLE job_trade (
  code    text COLLATE "C" PRIMARY KEY,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  name_zh text NOT NULL
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON job_trade FROM doanket_app, doanket_worker;
INSERT INTO job_trade VALUES
  ('garment', 'May mặc, da giày', 'Garments and shoes', '服装鞋类'),
  ('electronics', 'Điện tử', 'Electronics', '电子'),
  ('mechanics', 'Cơ khí, sửa chữa', 'Mechanics and repair', '机械与维修'),
  ('construction', 'Xây dựng', 'Construction', '建筑'),
  ('food', 'Chế biến thực phẩm', 'Food processing', '食品加工'),
  ('farming', 'Nông, lâm, thủy sản', 'Farming, forestry, fishing', '农林渔'),
  ('driver', 'Lái xe', 'Driving', '驾驶'),
  ('courier', 'Giao hàng', 'Delivery', '快递外卖'),
  ('logistics', 'Kho vận', 'Warehousing', '仓储物流'),
  ('guard', 'Bảo vệ', 'Security', '保安'),
  ('care', 'Chăm sóc, giúp việc', 'Care and household', '护理家政'),
  ('cleaning', 'Vệ sinh', 'Cleaning', '保洁'),
  ('cooking', 'Nấu ăn, phục vụ', 'Cooking and serving', '餐饮'),
  ('sales', 'Bán hàng', 'Sales', '销售'),
  ('office', 'Văn phòng', 'Office work', '文职'),
  ('teaching', 'Giáo dục', 'Teaching', '教育'),
  ('health', 'Y tế', 'Health', '医疗'),
  ('other', 'Nghề khác', 'Other', '其他');

CREATE TABLE job_opening (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL REFERENCES unit,
  jurisdiction  text COLLATE "C" NOT NULL,
  employer      text NOT NULL,
  employer_code text COLLATE "C",             -- tax code, credit code
  employer_key  text NOT NULL GENERATED ALWAYS AS (coalesce(employer_code, doanket.search_form(employer))) STORED,
  title         text NOT NULL,
  search_title  text NOT NULL GENERATED ALWAYS AS (doanket.search_form(title)) STORED,
  trade         text NOT NULL REFERENCES job_trade,
  description   text,
  area          text COLLATE "C",
  headcount     int NOT NULL CHECK (headcount > 0),
  hired         int NOT NULL DEFAULT 0 CHECK (hired BETWEEN 0 AND headcount),
  pay_from      bigint CHECK (pay_from >= 0),
  pay_to        bigint CHECK (pay_to >= pay_from),
  currency      text,
  key           bytea NOT NULL,
  contact_name  bytea,                        -- sealed: the person to ask is not the public's business
  contact_phone bytea,
  open_until    date NOT NULL,
  state         text NOT NULL CHECK (state IN ('entered', 'published', 'refused', 'filled', 'closed')),
  entered_at    timestamptz NOT NULL,
  entered_by    text NOT NULL,
  checked_on    date,
  checked_by    text,
  reason        text,                         -- of a refusal or of closing
  version       bigint NOT NULL,
  FOREIGN KEY (jurisdiction, area) REFERENCES administrative_unit (jurisdiction, code),
  CHECK ((pay_from IS NULL AND pay_to IS NULL) = (currency IS NULL)),
  CHECK (state NOT IN ('published', 'filled') OR checked_on IS NOT NULL)
);
CREATE INDEX job_opening_unit ON job_opening (unit_id, id);
CREATE INDEX job_opening_published ON job_opening (open_until, id) WHERE state = 'published';
CREATE INDEX job_opening_checked ON job_opening (checked_on, unit_id) WHERE checked_on IS NOT NULL;
REVOKE DELETE, TRUNCATE ON job_opening FROM doanket_app, doanket_worker;
CALL doanket.scope_by_unit('job_opening');

-- What everybody may see: the view runs with its owner's rights, and the owner sees what was published and nothing else.
CREATE POLICY published ON job_opening FOR SELECT TO CURRENT_USER USING (state = 'published');
CREATE VIEW open_job AS
  SELECT id, unit_id, jurisdiction, employer, title, search_title, trade, description, area, headcount - hired AS vacancies, pay_from, pay_to,
         currency, open_until, checked_on
  FROM job_opening WHERE state = 'published';
REVOKE INSERT, UPDATE, DELETE ON open_job FROM doanket_app, doanket_worker;
