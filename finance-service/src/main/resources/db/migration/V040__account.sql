-- The chart of accounts as dated data: accounts begin and end by a citation, and none is ever removed. What holds money is group 11
-- of the chart (cash, bank, in transit). An account without a day of its own has always been there.

ALTER TABLE account
  ADD COLUMN parent_code text REFERENCES account,
  ADD COLUMN report_code text,
  ADD COLUMN measure     text CHECK (measure ~ '^X[A-Z]{2}$'),
  ADD COLUMN valid_from  date NOT NULL DEFAULT '2000-01-01',
  ADD COLUMN valid_to    date CHECK (valid_to > valid_from),
  ADD COLUMN citation    text NOT NULL DEFAULT 'Doanket''s own proposal; the union''s chart after TT 24/2024/TT-BTC was not found',
  ADD COLUMN verified    boolean NOT NULL DEFAULT false,
  ADD COLUMN holds_money boolean GENERATED ALWAYS AS (kind = 'asset' AND code LIKE '11%') STORED,
  ADD CHECK (measure IS NULL OR kind = 'memo');

-- What is no money has a measure of its own in the place of the currency, with the X that ISO 4217 keeps for such things, so that
-- days, pieces and money can never be added together; and each has another side, so that memo entries sum to zero as well.
UPDATE account SET measure = 'XIT' WHERE code = '0021';
UPDATE account SET measure = 'XWD' WHERE code = '0031';
INSERT INTO account (code, kind, name_vi, name_en, name_zh, parent_code, measure) VALUES
  ('0019', 'memo', 'Đối ứng vốn vay giới thiệu', 'Loans referred, other side', '推荐贷款对方', '0011', NULL),
  ('0029', 'memo', 'Đối ứng hiện vật', 'Goods, other side', '实物对方', '0021', 'XIT'),
  ('0039', 'memo', 'Đối ứng ngày công', 'Workdays, other side', '工日对方', '0031', 'XWD');

GRANT INSERT, UPDATE (valid_to) ON account TO doanket_app;

-- An account that has ended takes nothing new; reversals still reach it, since what is wrong there has to be put right.
CREATE OR REPLACE FUNCTION check_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong text;
BEGIN
  IF EXISTS (SELECT FROM fresh GROUP BY entry_no, currency HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'entry is not zero-sum' USING ERRCODE = 'DK001';
  END IF;
  IF (SELECT count(*) FROM posting WHERE entry_no IN (SELECT entry_no FROM fresh)) <> (SELECT count(*) FROM fresh) THEN
    RAISE EXCEPTION 'entry is complete already' USING ERRCODE = 'DK002';
  END IF;
  IF EXISTS (SELECT FROM fresh f JOIN account a ON a.code = f.account GROUP BY f.entry_no HAVING count(DISTINCT a.kind = 'memo') > 1) THEN
    RAISE EXCEPTION 'memo accounts and money in one entry' USING ERRCODE = 'DK006';
  END IF;
  SELECT f.account INTO wrong FROM fresh f JOIN account a ON a.code = f.account
   WHERE f.currency <> coalesce(a.measure, f.currency) OR (a.measure IS NULL AND f.currency IN (SELECT m.measure FROM account m)) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'account % has another measure', wrong USING ERRCODE = 'DK007';
  END IF;
  SELECT f.account INTO wrong FROM fresh f JOIN account a ON a.code = f.account JOIN journal_entry e ON e.no = f.entry_no
   WHERE (f.effective_date < a.valid_from OR f.effective_date >= a.valid_to) AND e.reverses_no IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'account % is not in force', wrong USING ERRCODE = 'DK005';
  END IF;
  RETURN NULL;
END $$;
