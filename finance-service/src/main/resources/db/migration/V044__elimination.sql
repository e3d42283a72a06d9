-- What units of one tree owe and pass on to one another, shown twice in the sum of their books: on the upper side by the unit that
-- receives, on the lower side by the one that gives; of what is returned it is the other way round. In the statement and in the report of a subtree
-- the two go out against each other.
CREATE TABLE elimination (
  code       text NOT NULL,
  side       text NOT NULL CHECK (side IN ('upper', 'lower')),
  account    text NOT NULL REFERENCES account,
  valid_from date NOT NULL DEFAULT '2000-01-01',
  valid_to   date CHECK (valid_to > valid_from),
  citation   text NOT NULL,
  verified   boolean NOT NULL DEFAULT false,
  PRIMARY KEY (account, valid_from)
);
INSERT INTO elimination (code, side, account, citation) VALUES
  ('shares-owed', 'upper', '1387', 'Doanket''s own proposal'),
  ('shares-owed', 'lower', '3381', 'Doanket''s own proposal'),
  ('shares-owed', 'lower', '3382', 'Doanket''s own proposal'),
  ('dues-passed', 'upper', '5114', 'Doanket''s own proposal'),
  ('dues-passed', 'lower', '6391', 'Doanket''s own proposal'),
  ('fund-passed', 'upper', '5115', 'Doanket''s own proposal'),
  ('fund-passed', 'lower', '6392', 'Doanket''s own proposal');
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON elimination FROM doanket_worker;
REVOKE UPDATE, DELETE, TRUNCATE ON elimination FROM doanket_app;
GRANT UPDATE (valid_to) ON elimination TO doanket_app;
