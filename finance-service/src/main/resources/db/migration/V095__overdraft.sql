-- Whether cash and bank may go below zero: 0 refuses a payment that they do not cover, 1 lets it go and says so. What comes in late by a statement
-- of the bank was there before the books know of it, so the bank only warns.
INSERT INTO figure (id, jurisdiction, name, valid_from, num, den, citation, verified) VALUES
  ('019400e0-0000-7000-8000-000000000001', 'vn', 'cash-overdraft', '2000-01-01', 0, 1,
   'Doanket''s own proposal: nobody pays out of a cash box what is not in it', false),
  ('019400e0-0000-7000-8000-000000000002', 'cn', 'cash-overdraft', '2000-01-01', 0, 1,
   'Doanket''s own proposal: nobody pays out of a cash box what is not in it', false),
  ('019400e0-0000-7000-8000-000000000003', 'vn', 'bank-overdraft', '2000-01-01', 1, 1,
   'Doanket''s own proposal: statements of the bank come after the money', false),
  ('019400e0-0000-7000-8000-000000000004', 'cn', 'bank-overdraft', '2000-01-01', 1, 1,
   'Doanket''s own proposal: statements of the bank come after the money', false);
