-- What the lists of unions (R3, R5) say of who leads them and where they are: whether an office is full-time, how many sit in the committees, in
-- which communes. Frozen with the other figures.
ALTER TABLE officer ADD full_time boolean; -- null: nobody has said

-- null: frozen before this was counted; such rows are hashed as they were.
ALTER TABLE statistic_unit ADD register jsonb;

-- The name that a chair had then, beside the rows that are hashed: it stays whatever the register says later, but an erasure puts a pseudonym in its place.
CREATE TABLE statistic_chair (
  snapshot_id uuid NOT NULL,
  unit_id     uuid NOT NULL,
  member_id   uuid NOT NULL,
  name        text NOT NULL,
  PRIMARY KEY (snapshot_id, unit_id)
);
CREATE INDEX statistic_chair_member ON statistic_chair (member_id);
CREATE TRIGGER frozen AFTER INSERT ON statistic_chair REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_in_frozen();
REVOKE ALL ON statistic_chair FROM doanket_app;
REVOKE UPDATE, DELETE, TRUNCATE ON statistic_chair FROM doanket_worker;
GRANT UPDATE (name) ON statistic_chair TO doanket_worker;

-- A yearbook adds up its kinds of enterprise.
ALTER TABLE ownership ADD part_of text COLLATE "C";
UPDATE ownership SET part_of = 'enterprise' WHERE jurisdiction = 'cn' AND code IN ('enterprise-domestic', 'enterprise-hk-mo-tw', 'enterprise-foreign');

INSERT INTO headcount_figure (jurisdiction, code, position, name_vi, name_en, name_zh, citation, verified, part_of) VALUES
  ('cn', 'joint-members',   105, 'Hội viên của công hội liên hợp',           'members of joint unions',          '联合基层工会会员',
   'A city''s yearbook, table 15-4, 2010', true, NULL),
  ('cn', 'women-directors', 140, 'Thành viên hội đồng quản trị nữ là người lao động', 'women among the worker directors', '女职工董事',
   'A city''s yearbook, table 15-4, 2010', true, 'worker-directors');
