-- The register card of a unit (R5): what it is besides its place in the tree. Dated, for statistics ask how it was.

-- Whose the workplace is. The codes are our proposal for Vietnam and a city yearbook's for China; more may be added by a migration.
CREATE TABLE ownership (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code         text COLLATE "C" NOT NULL,
  name_vi      text NOT NULL,
  name_en      text NOT NULL,
  name_zh      text NOT NULL,
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, code)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ownership FROM doanket_app, doanket_worker;
INSERT INTO ownership VALUES
  ('vn', 'administration',         'Cơ quan hành chính',                     'administration',                   '行政机关', 'Our proposal; no official list seen', false),
  ('vn', 'public-state-paid',      'Đơn vị sự nghiệp do ngân sách bảo đảm',   'public unit paid by the state',    '全额拨款事业单位', 'Our proposal; no official list seen', false),
  ('vn', 'public-self-financed',   'Đơn vị sự nghiệp tự bảo đảm kinh phí',    'self-financed public unit',        '自筹经费事业单位', 'Our proposal; no official list seen', false),
  ('vn', 'state-company',          'Doanh nghiệp nhà nước',                  'state company',                    '国有企业', 'Our proposal; no official list seen', false),
  ('vn', 'private-company',        'Doanh nghiệp ngoài nhà nước',            'private company',                  '民营企业', 'Our proposal; no official list seen', false),
  ('vn', 'foreign-invested',       'Doanh nghiệp có vốn đầu tư nước ngoài',   'foreign-invested company',         '外商投资企业', 'Our proposal; no official list seen', false),
  ('vn', 'cooperative',            'Hợp tác xã',                             'cooperative',                      '合作社', 'Our proposal; no official list seen', false),
  ('vn', 'foreign-body',           'Tổ chức nước ngoài',                     'foreign body',                     '境外机构', 'Our proposal; no official list seen', false),
  ('vn', 'guild',                  'Nghiệp đoàn',                            'guild',                            '行业工会', 'Our proposal; no official list seen', false),
  ('cn', 'enterprise-domestic',    'Doanh nghiệp trong nước',                'domestic enterprise',              '内资企业', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'enterprise-hk-mo-tw',    'Doanh nghiệp vốn Hồng Kông, Ma Cao, Đài Loan', 'enterprise of Hong Kong, Macao, Taiwan', '港澳台商投资企业', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'enterprise-foreign',     'Doanh nghiệp nước ngoài',                'foreign enterprise',               '外商投资企业', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'institution',            'Đơn vị sự nghiệp',                       'institution',                      '事业单位', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'government',             'Cơ quan nhà nước',                       'government',                       '机关', 'A city''s yearbook, table 15-4, 2010', true),
  ('cn', 'individual-business',    'Hộ kinh doanh cá thể',                   'individual business',              '个体经济组织', 'A city''s yearbook, table 15-4, 2010', true);

CREATE TABLE unit_card (
  unit_id               uuid NOT NULL REFERENCES unit,
  valid_from            date NOT NULL,
  ownership             text COLLATE "C",
  self_financed_percent int CHECK (self_financed_percent BETWEEN 0 AND 100), -- below 10 decided which unions ended in 2025
  trade                 text,
  company_kind          text,
  employer_name         text,
  investor_country      text,
  founded               text,   -- often the year only
  address               text,
  phone                 text,   -- of the office, not of a person
  note                  text,
  extra                 jsonb NOT NULL,
  version               bigint NOT NULL,
  recorded_at           timestamptz NOT NULL DEFAULT now(),
  recorded_by           text NOT NULL,
  PRIMARY KEY (unit_id, valid_from)
);
CALL doanket.scope_by_unit('unit_card');
REVOKE DELETE ON unit_card FROM doanket_app, doanket_worker;

CREATE FUNCTION unit_cards_on(day date) RETURNS SETOF unit_card LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (unit_id) * FROM unit_card WHERE valid_from <= day ORDER BY unit_id, valid_from DESC
$$;
