-- A receipt is also for an employer, who has paid his fund: of what he has paid the oldest months are paid first, so the paper names none. It stands
-- as long as the receipt of the fund does.
ALTER TABLE receipt_paper ALTER COLUMN receipt_id DROP NOT NULL;
ALTER TABLE receipt_paper ADD COLUMN fund_receipt_id uuid UNIQUE REFERENCES fund_receipt;
ALTER TABLE receipt_paper ADD CHECK ((receipt_id IS NULL) <> (fund_receipt_id IS NULL));
