-- How a month of an employer stood on a past day: what was paid after it is taken off again.
CREATE INDEX fund_payment_day ON fund_payment (day) INCLUDE (employer_no, month, amount);
