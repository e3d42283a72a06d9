-- Rosters: sheets of members on their way into the register. Staged, checked, shown, then taken in as one act, which can be undone.

CREATE TABLE roster_import (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL REFERENCES unit,
  path         text COLLATE "C" NOT NULL,
  source       text NOT NULL,
  name         text NOT NULL,
  dues_kind    text,
  day          date NOT NULL,              -- on which members join of whom nothing else is known
  state        text NOT NULL CHECK (state IN ('checking', 'unreadable', 'ready', 'committing', 'committed', 'undoing', 'undone')),
  job_id       uuid,
  file_key     bytea NOT NULL,             -- the sheet is kept sealed, for the sheet of its faults
  bytes        bigint NOT NULL,
  header_row   bigint,
  headings     text[],
  fields       text[],                     -- what each heading was taken for; null: passed over
  fresh        int NOT NULL DEFAULT 0,
  changed      int NOT NULL DEFAULT 0,
  unchanged    int NOT NULL DEFAULT 0,
  faulty       int NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL DEFAULT now(),
  created_by   text NOT NULL,
  committed_at timestamptz,
  committed_by text,
  undone_at    timestamptz,
  undone_by    text
);
CREATE INDEX roster_import_path ON roster_import (path);

CREATE TABLE roster_file (
  import_id uuid NOT NULL REFERENCES roster_import ON DELETE CASCADE,
  part      int NOT NULL,
  sealed    bytea NOT NULL,
  PRIMARY KEY (import_id, part)
);

-- Logged, unlike other staging: a checking that was cut off goes on from its last checkpoint, and what stood before must be there.
CREATE TABLE roster_row (
  import_id         uuid NOT NULL,
  number            bigint NOT NULL,
  member_id         uuid NOT NULL,         -- of a new member
  key               bytea NOT NULL,        -- theirs
  unit_id           uuid,
  code              text,
  full_name         text,
  birth_date        date,
  sex               text,
  national_id       bytea,
  national_id_index bytea,
  phone             bytea,
  phone_index       bytea,
  email             text,
  card_number       text,
  external_id       text,
  joined_on         date,
  position          text,
  category          text,
  dues_kind         text,
  cell_faults       text[] NOT NULL,       -- what is wrong with the row by itself: field:code[:value]
  faults            text[] NOT NULL DEFAULT '{}', -- and beside the other rows and the register
  state             text NOT NULL,         -- new | changed | unchanged | faulty
  match_id          uuid,                  -- the member whom the row is about
  match_version     bigint,                -- theirs, after the row was taken in
  before            jsonb,                 -- and what they were before
  PRIMARY KEY (import_id, number)
);
CREATE INDEX roster_row_state ON roster_row (import_id, number) WHERE state IN ('faulty', 'changed', 'unchanged');

-- The planner must know of the rows that have just come, or it takes a hundred thousand for one. Only the owner may look.
CREATE FUNCTION analyze_rosters() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ BEGIN ANALYZE public.roster_row; END $$;
REVOKE ALL ON FUNCTION analyze_rosters() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_rosters() TO doanket_worker;

-- What the columns of people's sheets are called, in the search form.
CREATE TABLE roster_heading (
  heading text PRIMARY KEY,
  field   text NOT NULL
);
INSERT INTO roster_heading (heading, field) SELECT doanket.search_form(heading), field FROM (VALUES
  ('Họ và tên', 'fullName'), ('Họ tên', 'fullName'), ('Tên đoàn viên', 'fullName'), ('Họ và tên đoàn viên', 'fullName'),
  ('Full name', 'fullName'), ('Name', 'fullName'), ('姓名', 'fullName'), ('Họ và tên đệm', 'familyName'), ('Họ đệm', 'familyName'),
  ('Họ', 'familyName'), ('Family name', 'familyName'), ('Last name', 'familyName'), ('Tên', 'givenName'), ('Given name', 'givenName'),
  ('First name', 'givenName'), ('Ngày sinh', 'birthDate'), ('Ngày tháng năm sinh', 'birthDate'), ('Ngày, tháng, năm sinh', 'birthDate'),
  ('Birth date', 'birthDate'), ('Date of birth', 'birthDate'), ('出生日期', 'birthDate'), ('Giới tính', 'sex'), ('Phái', 'sex'),
  ('Sex', 'sex'), ('Gender', 'sex'), ('性别', 'sex'), ('CCCD', 'nationalId'), ('Số CCCD', 'nationalId'), ('Căn cước', 'nationalId'),
  ('Căn cước công dân', 'nationalId'), ('Số căn cước công dân', 'nationalId'), ('Số căn cước', 'nationalId'), ('CMND/CCCD', 'nationalId'),
  ('National id', 'nationalId'), ('ID number', 'nationalId'), ('身份证号', 'nationalId'), ('身份证号码', 'nationalId'), ('公民身份号码', 'nationalId'),
  ('Điện thoại', 'phone'), ('Số điện thoại', 'phone'), ('SĐT', 'phone'), ('Di động', 'phone'), ('Phone', 'phone'), ('Mobile', 'phone'),
  ('手机号', 'phone'), ('手机号码', 'phone'), ('联系电话', 'phone'), ('Email', 'email'), ('E-mail', 'email'), ('Thư điện tử', 'email'), ('电子邮箱', 'email'),
  ('Số thẻ', 'cardNumber'), ('Số thẻ đoàn viên', 'cardNumber'), ('Card number', 'cardNumber'), ('会员卡号', 'cardNumber'),
  ('Mã đoàn viên', 'code'), ('Mã số đoàn viên', 'code'), ('Member code', 'code'), ('会员编号', 'code'),
  ('Mã ngoài', 'externalId'), ('Mã nhân viên', 'externalId'), ('Mã NV', 'externalId'), ('External id', 'externalId'), ('Employee id', 'externalId'), ('工号', 'externalId'),
  ('Ngày vào công đoàn', 'joinedOn'), ('Ngày vào', 'joinedOn'), ('Ngày gia nhập', 'joinedOn'), ('Ngày kết nạp', 'joinedOn'), ('Ngày vào CĐ', 'joinedOn'),
  ('Join date', 'joinedOn'), ('Joined on', 'joinedOn'), ('入会时间', 'joinedOn'), ('入会日期', 'joinedOn'),
  ('Chức vụ', 'position'), ('Chức vụ công đoàn', 'position'), ('Position', 'position'), ('职务', 'position'),
  ('Loại đoàn viên', 'category'), ('Đối tượng', 'category'), ('Category', 'category'), ('会员类别', 'category'),
  ('Loại đoàn phí', 'duesKind'), ('Diện đóng đoàn phí', 'duesKind'), ('Loại hình đóng đoàn phí', 'duesKind'), ('Dues kind', 'duesKind'), ('会费类别', 'duesKind'),
  ('Mã CĐCS', 'unitCode'), ('Mã đơn vị', 'unitCode'), ('Mã công đoàn cơ sở', 'unitCode'), ('Unit code', 'unitCode'), ('工会代码', 'unitCode')
) AS known (heading, field) ON CONFLICT DO NOTHING;
REVOKE INSERT, UPDATE, DELETE ON roster_heading FROM doanket_app, doanket_worker;

CALL doanket.scope_by_path('roster_import');
ALTER TABLE roster_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE roster_file FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON roster_file TO doanket_app USING (EXISTS (SELECT FROM roster_import i WHERE i.id = import_id));
CREATE POLICY background ON roster_file TO doanket_worker USING (true);
REVOKE UPDATE, DELETE ON roster_file FROM doanket_app;
-- COPY does not go into a table with row-level security, so the staging table has none, and the login of requests has no
-- rights on it at all: its rows are read on the worker's login, after the import was found within the reader's scope.
REVOKE ALL ON roster_row FROM doanket_app;
