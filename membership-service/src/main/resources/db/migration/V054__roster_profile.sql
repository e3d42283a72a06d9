-- The rest of a member's file in rosters: every field of the profile may be a column.

ALTER TABLE roster_row ADD profile jsonb;                 -- what is not sensitive, as member_profile keeps it
ALTER TABLE roster_row ADD profile_sealed bytea;          -- the sensitive ones together, under the row's key
ALTER TABLE roster_row ADD profile_sealed_fields text[];
ALTER TABLE roster_row ADD sealed_differs boolean NOT NULL DEFAULT false;  -- from what is known of the member: only the service can tell
ALTER TABLE roster_row ADD profile_before jsonb;

-- By their own names, which our exports write, and by those that people use.
INSERT INTO roster_heading (heading, field)
SELECT DISTINCT ON (doanket.search_form(heading)) doanket.search_form(heading), field FROM (
  SELECT 0 AS rank, name AS heading, code AS field FROM profile_field CROSS JOIN LATERAL (VALUES (name_vi), (name_en), (name_zh)) names (name)
  UNION ALL SELECT 1, heading, field FROM (VALUES
    ('Địa chỉ thường trú', 'address'), ('Nơi ở hiện nay', 'address'), ('Chỗ ở hiện nay', 'address'), ('Nơi cư trú', 'address'), ('Home address', 'address'),
    ('住址', 'address'), ('家庭住址', 'address'), ('现住址', 'address'), ('Số hồ sơ', 'profileNumber'), ('Mã hồ sơ', 'profileNumber'),
    ('Profile number', 'profileNumber'), ('档案号', 'profileNumber'), ('Nơi kết nạp', 'joinPlace'), ('Nơi vào CĐ', 'joinPlace'), ('Nơi gia nhập', 'joinPlace'),
    ('Join place', 'joinPlace'), ('Notes', 'note'), ('Remarks', 'note'),
    ('Học vấn', 'education'), ('Trình độ văn hóa', 'education'), ('学历', 'education'), ('Level of education', 'education'),
    ('Chuyên môn', 'profession'), ('Nghề nghiệp', 'profession'), ('Trình độ chuyên môn', 'profession'), ('Occupation', 'profession'), ('专业', 'profession'),
    ('职业', 'profession'), ('Trình độ ngoại ngữ', 'languages'), ('Foreign languages', 'languages'), ('外语水平', 'languages'),
    ('Trình độ tin học', 'it'), ('Computer skills', 'it'), ('Hometown', 'homeTown'), ('户口类型', 'householdType'),
    ('户籍性质', 'householdType'), ('Hôn nhân', 'maritalStatus'), ('婚姻', 'maritalStatus'), ('Loại hợp đồng', 'contractType'), ('Loại HĐLĐ', 'contractType'),
    ('Contract type', 'contractType'), ('合同类型', 'contractType'), ('Ngày bắt đầu hợp đồng', 'contractFrom'), ('Ngày bắt đầu HĐLĐ', 'contractFrom'),
    ('Ngày ký hợp đồng', 'contractFrom'), ('Contract start', 'contractFrom'), ('合同起始日期', 'contractFrom'), ('合同开始时间', 'contractFrom'),
    ('Ngày kết thúc hợp đồng', 'contractTo'), ('Ngày kết thúc HĐLĐ', 'contractTo'), ('Ngày hết hạn hợp đồng', 'contractTo'), ('Contract end', 'contractTo'),
    ('合同终止日期', 'contractTo'), ('合同到期日期', 'contractTo'), ('Citizenship', 'nationality'), ('Ethnic group', 'ethnicity'),
    ('Lý luận chính trị', 'politicalTheory'), ('Đảng viên', 'partyMember'), ('Party member', 'partyMember'), ('党员', 'partyMember'),
    ('Ngày kết nạp Đảng', 'partyJoinedOn'), ('入党时间', 'partyJoinedOn'), ('Ngày vào Đảng dự bị', 'partyJoinedOn'),
    ('Số thẻ Đảng', 'partyCardNumber'), ('所在党支部', 'partyCell'), ('Đoàn viên thanh niên', 'youthMember'), ('Đoàn viên TNCS', 'youthMember'),
    ('Youth union member', 'youthMember'), ('团员', 'youthMember'), ('Ngày vào Đoàn', 'youthJoinedOn'), ('入团时间', 'youthJoinedOn'),
    ('Số thẻ Đoàn', 'youthCardNumber'), ('所在团支部', 'youthCell'), ('Số sổ BHXH', 'socialInsuranceNumber'), ('Mã số BHXH', 'socialInsuranceNumber'),
    ('Số BHXH', 'socialInsuranceNumber'), ('Social insurance number', 'socialInsuranceNumber'), ('社保号', 'socialInsuranceNumber')
  ) people (heading, field)
) known ORDER BY doanket.search_form(heading), rank ON CONFLICT DO NOTHING;
