-- Whom no union admits by the post that he holds, whatever his category: dated rules as others are, set through the API. The form asks for these posts, and for
-- those of which it is said expressly that they bar nobody.

CREATE TABLE barred_post_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code          text COLLATE "C" NOT NULL,
  valid_from    date NOT NULL,
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  name_zh       text NOT NULL,
  is_barred     boolean NOT NULL,             -- false: who holds it is admitted
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX barred_post_rule_begin ON barred_post_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO barred_post_rule (jurisdiction, code, valid_from, name_vi, name_en, name_zh, is_barred, citation, verified)
SELECT 'vn', code, date '2020-01-01', name_vi, name_en, name_zh, is_barred, citation, true
  FROM (VALUES
    ('business-owner', 'Chủ doanh nghiệp', 'Owner of a company', '企业主', true, 'Guide 03/HD-TLD 2020: owners of companies are not admitted'),
    ('board-chair', 'Chủ tịch hội đồng thành viên, hội đồng quản trị', 'Chair of a company''s board', '公司董事长', true,
     'Guide 03/HD-TLD 2020: chairs of companies are not admitted'),
    ('signatory', 'Giám đốc hoặc người khác được ký thay doanh nghiệp', 'Director, or another who may sign for the company', '经理或其他有权代表企业签字的人', true,
     'Guide 03/HD-TLD 2020: directors and others who may sign for the firm are not admitted'),
    ('private-institution-head', 'Người đứng đầu đơn vị ngoài công lập', 'Head of a private institution', '民办机构负责人', true,
     'Guide 03/HD-TLD 2020: heads of private institutions are not admitted'),
    ('cooperative-farmer', 'Xã viên hợp tác xã nông nghiệp', 'Member of a farm cooperative', '农业合作社社员', true,
     'Guide 03/HD-TLD 2020: members of farm cooperatives are not admitted'),
    ('prisoner', 'Người đang chấp hành án phạt tù', 'Serving a prison sentence', '正在服刑人员', true,
     'Guide 03/HD-TLD 2020: who serves a prison sentence is not admitted'),
    ('state-capital-representative', 'Người đại diện phần vốn nhà nước', 'Representative of the state''s capital', '国有资本代表', false,
     'Guide 03/HD-TLD 2020: who represents the capital of the state is admitted')
  ) AS known (code, name_vi, name_en, name_zh, is_barred, citation);
REVOKE UPDATE, DELETE, TRUNCATE ON barred_post_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON barred_post_rule FROM doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON barred_post_rule TO doanket_app;
