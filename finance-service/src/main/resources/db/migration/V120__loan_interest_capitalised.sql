-- When a bank reschedules a loan it may add interest that was not paid to the principal: from then on it is owed as principal. Each schedule says how
-- much came by it; the loan bears what came by all that hold or held, of those of one day by the last.
ALTER TABLE loan_schedule ADD COLUMN capitalised bigint NOT NULL DEFAULT 0 CHECK (capitalised >= 0);
ALTER TABLE loan_referral ADD COLUMN capitalised bigint NOT NULL DEFAULT 0 CHECK (capitalised >= 0);
