-- Double entry, append-only: what is wrong is reversed, never changed. Amounts are minor units, debit > 0, credit < 0.

CREATE TABLE account (
  code    text PRIMARY KEY,
  kind    text NOT NULL CHECK (kind IN ('asset', 'liability', 'balance', 'income', 'expense', 'memo')),
  name_vi text NOT NULL,
  name_en text NOT NULL,
  name_zh text NOT NULL
);
INSERT INTO account VALUES
  ('1111', 'asset', 'Tiền mặt', 'Cash', '现金'),
  ('1121', 'asset', 'Tiền gửi ngân hàng', 'Bank', '银行存款'),
  ('1387', 'asset', 'Phải thu phần nộp từ cấp dưới', 'Shares receivable from below', '应收下级上解款'),
  ('1388', 'asset', 'Phải thu đoàn phí', 'Dues receivable', '应收会费'),
  ('1389', 'asset', 'Phải thu kinh phí công đoàn', 'Employers'' fund receivable', '应收工会经费'),
  ('3381', 'liability', 'Đoàn phí phải nộp cấp trên', 'Dues payable to the level above', '应上解会费'),
  ('3382', 'liability', 'Kinh phí phải nộp cấp trên', 'Fund payable to the level above', '应上解经费'),
  ('3383', 'liability', 'Kinh phí giữ hộ nơi chưa có công đoàn', 'Fund held for firms without a union', '未建会单位经费'),
  ('3384', 'liability', 'Khoản thu chưa rõ', 'Unmatched receipts', '待查收款'),
  ('3385', 'liability', 'Phải hoàn trả', 'Refunds due', '应退款'),
  ('4311', 'balance', 'Số dư quỹ đoàn phí', 'Balance of dues', '会费结余'),
  ('4312', 'balance', 'Số dư kinh phí', 'Balance of the fund', '经费结余'),
  ('4313', 'balance', 'Số dư quỹ xã hội', 'Balance of the social fund', '社会基金结余'),
  ('5111', 'income', 'Thu đoàn phí', 'Dues', '会费收入'),
  ('5112', 'income', 'Thu kinh phí công đoàn', 'Employers'' fund', '经费收入'),
  ('5113', 'income', 'Đoàn phí thu cao hơn mức quy định', 'Dues above the common rate', '超标准会费收入'),
  ('5114', 'income', 'Đoàn phí cấp dưới nộp lên', 'Dues shared from below', '下级上解会费收入'),
  ('5115', 'income', 'Kinh phí cấp dưới nộp lên', 'Fund shared from below', '下级上解经费收入'),
  ('6111', 'expense', 'Chi trực tiếp chăm lo đoàn viên', 'Direct care', '职工服务支出'),
  ('6391', 'expense', 'Đoàn phí nộp cấp trên', 'Dues passed up', '上解会费支出'),
  ('6392', 'expense', 'Kinh phí nộp cấp trên', 'Fund passed up', '上解经费支出'),
  ('0011', 'memo', 'Vốn vay giới thiệu', 'Loans referred', '推荐贷款'),
  ('0021', 'memo', 'Hiện vật', 'Goods', '实物'),
  ('0031', 'memo', 'Ngày công', 'Workdays', '工日');
REVOKE INSERT, UPDATE, DELETE ON account FROM doanket_app, doanket_worker;

CREATE TABLE journal_entry (
  no             bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
  id             uuid NOT NULL UNIQUE DEFAULT uuidv7(),
  unit_id        uuid NOT NULL,
  kind           text NOT NULL,
  effective_date date NOT NULL,
  month          date,
  source         text,
  reverses_no    bigint UNIQUE REFERENCES journal_entry (no),
  note           text,
  recorded_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  recorded_by    text NOT NULL,
  UNIQUE (kind, source),
  UNIQUE (no, unit_id, effective_date)
);
CREATE INDEX journal_entry_unit ON journal_entry (unit_id, effective_date);

CREATE TABLE posting (
  entry_no       bigint NOT NULL,
  line           smallint NOT NULL,
  unit_id        uuid NOT NULL,
  effective_date date NOT NULL,
  account        text NOT NULL REFERENCES account,
  amount         bigint NOT NULL CHECK (amount <> 0),
  currency       text NOT NULL,
  PRIMARY KEY (entry_no, line),
  FOREIGN KEY (entry_no, unit_id, effective_date) REFERENCES journal_entry (no, unit_id, effective_date)
);
CREATE INDEX posting_unit ON posting (unit_id, effective_date) INCLUDE (account, amount, currency);

-- The books of a unit for a month. No row is an open month without entries.
CREATE TABLE period (
  unit_id     uuid NOT NULL,
  month       date NOT NULL CHECK (extract(day FROM month) = 1),
  id          uuid NOT NULL UNIQUE DEFAULT uuidv7(),
  status      text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  closed_at   timestamptz,
  closed_by   text,
  entry_count bigint,
  hash        bytea,
  PRIMARY KEY (unit_id, month)
);

CALL doanket.scope_by_unit('journal_entry');
CALL doanket.scope_by_unit('posting');
CALL doanket.scope_by_unit('period');
CALL doanket.append_only('journal_entry');
CALL doanket.append_only('posting');
REVOKE DELETE ON period FROM doanket_app, doanket_worker;

-- An entry and its lines are one statement, so both sides can be checked when it ends: sums are zero by entry and currency,
-- and nobody adds a pair of lines to an entry of yesterday. Whoever books many keeps nested loops from its own plans: not from
-- this one, which must look at its own lines and not through all that were ever posted.
CREATE FUNCTION check_postings() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = on AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh GROUP BY entry_no, currency HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'entry is not zero-sum' USING ERRCODE = 'DK001';
  END IF;
  IF (SELECT count(*) FROM posting WHERE entry_no IN (SELECT entry_no FROM fresh)) <> (SELECT count(*) FROM fresh) THEN
    RAISE EXCEPTION 'entry is complete already' USING ERRCODE = 'DK002';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER zero_sum AFTER INSERT ON posting REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_postings();

-- The share lock makes a closing wait for entries under way, and those after it see the month closed.
CREATE FUNCTION check_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  month_status text;
BEGIN
  IF EXISTS (SELECT FROM fresh f WHERE NOT EXISTS (SELECT FROM posting p WHERE p.entry_no = f.no)) THEN
    RAISE EXCEPTION 'entry without lines' USING ERRCODE = 'DK003';
  END IF;
  INSERT INTO period (unit_id, month)
  SELECT DISTINCT unit_id, date_trunc('month', effective_date)::date FROM fresh ORDER BY 1, 2
  ON CONFLICT DO NOTHING;
  FOR month_status IN
    SELECT p.status FROM period p
     WHERE (p.unit_id, p.month) IN (SELECT unit_id, date_trunc('month', effective_date)::date FROM fresh)
     ORDER BY p.unit_id, p.month FOR SHARE
  LOOP
    IF month_status = 'closed' THEN
      RAISE EXCEPTION 'period is closed' USING ERRCODE = 'DK004';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER whole_and_open AFTER INSERT ON journal_entry REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_entries();

-- The day itself, or the first day that is still open: months close in their order.
CREATE FUNCTION open_day(unit uuid, wanted date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT greatest(wanted, (SELECT (max(p.month) + interval '1 month')::date FROM period p
                            WHERE p.unit_id = unit AND p.status = 'closed'))
$$;
