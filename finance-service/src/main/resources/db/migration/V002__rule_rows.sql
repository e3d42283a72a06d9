-- The rules known by mid-2026. verified: read in a source that can be named; otherwise to be confirmed by the federation.

INSERT INTO dues_rule (id, jurisdiction, code, dues_kind, valid_from, method, base_kind, base_step, rate_num, rate_den,
                       cap_parameter, cap_num, cap_den, floor_parameter, floor_num, floor_den, citation, verified) VALUES
  ('019400d1-0000-7000-8000-000000000001', 'vn', 'R1', 'public-unit', '2017-01-01', 'rate', 'si-salary', 1, 1, 100, NULL, NULL, NULL, NULL, NULL, NULL, 'QD 1908/QD-TLD 2016, art. 23; QD 1408/QD-TLD 2024', true),
  ('019400d1-0000-7000-8000-000000000002', 'vn', 'R1', 'public-unit', '2025-07-01', 'rate', 'si-salary', 1, 5, 1000, NULL, NULL, NULL, NULL, NULL, NULL, 'QD 61/QD-TLD, 2025-07-29', true),
  ('019400d1-0000-7000-8000-000000000003', 'vn', 'R2', 'state-enterprise', '2017-01-01', 'rate', 'net-pay', 1, 1, 100, 'base-salary', 1, 10, NULL, NULL, NULL, 'QD 1908/QD-TLD 2016, art. 23; QD 1408/QD-TLD 2024', true),
  ('019400d1-0000-7000-8000-000000000004', 'vn', 'R2', 'state-enterprise', '2025-07-01', 'rate', 'net-pay', 1, 5, 1000, 'base-salary', 1, 10, NULL, NULL, NULL, 'QD 61/QD-TLD, 2025-07-29', true),
  ('019400d1-0000-7000-8000-000000000005', 'vn', 'R3', 'non-state-enterprise', '2017-01-01', 'rate', 'si-salary', 1, 1, 100, 'base-salary', 1, 10, NULL, NULL, NULL, 'QD 1908/QD-TLD 2016, art. 23; QD 1408/QD-TLD 2024', true),
  ('019400d1-0000-7000-8000-000000000006', 'vn', 'R3', 'non-state-enterprise', '2025-07-01', 'rate', 'si-salary', 1, 5, 1000, 'base-salary', 1, 10, NULL, NULL, NULL, 'QD 61/QD-TLD, 2025-07-29', true),
  ('019400d1-0000-7000-8000-000000000007', 'vn', 'R4', 'guild', '2017-01-01', 'fixed', NULL, 1, NULL, NULL, NULL, NULL, NULL, 'base-salary', 1, 100, 'QD 1908/QD-TLD 2016; floor not seen in the text', false),
  ('019400d1-0000-7000-8000-000000000008', 'vn', 'R4', 'guild', '2025-07-01', 'fixed', NULL, 1, NULL, NULL, NULL, NULL, NULL, 'base-salary', 5, 1000, 'QD 61/QD-TLD, 2025-07-29', true),
  ('019400d1-0000-7000-8000-000000000009', 'vn', 'R6', 'state-paid', '2017-01-01', 'rate', 'si-salary', 1, 1, 100, NULL, NULL, NULL, NULL, NULL, NULL, 'QD 1908/QD-TLD 2016, art. 23', true),
  ('019400d1-0000-7000-8000-000000000010', 'vn', 'R6', 'state-paid', '2025-06-01', 'out-of-scope', NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'CV 4133/TLD-ToC, 2025-05-23', true),
  ('019400d1-0000-7000-8000-000000000011', 'cn', 'C1', 'wage-income', '2009-01-01', 'rate', 'wage', 1000, 5, 1000, NULL, NULL, NULL, NULL, NULL, NULL, 'ACFTU: 0.5 % of wage income, the tail under 10 yuan dropped (legal guides agree; text not seen)', false);

INSERT INTO parameter (id, jurisdiction, name, region, valid_from, amount, currency, citation, verified, cancelled_at, cancelled_why) VALUES
  ('019400d2-0000-7000-8000-000000000001', 'vn', 'base-salary', '', '2013-07-01', 1150000, 'VND', 'base salary from 2013-07-01', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000002', 'vn', 'base-salary', '', '2018-07-01', 1390000, 'VND', 'base salary from 2018-07-01; the day not seen', false, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000003', 'vn', 'base-salary', '', '2019-07-01', 1490000, 'VND', 'base salary from 2019-07-01', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000004', 'vn', 'base-salary', '', '2020-07-01', 1600000, 'VND', 'planned for 2020-07-01', true, '2020-06-30T00:00:00Z', 'never took effect; ND 24/2023 went from 1,490,000 to 1,800,000'),
  ('019400d2-0000-7000-8000-000000000005', 'vn', 'base-salary', '', '2023-07-01', 1800000, 'VND', 'ND 24/2023', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000006', 'vn', 'base-salary', '', '2024-07-01', 2340000, 'VND', 'ND 73/2024', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000007', 'vn', 'base-salary', '', '2026-07-01', 2530000, 'VND', 'announced 2026-03-09; decree not seen', false, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000008', 'vn', 'minimum-wage', 'I', '2022-07-01', 4680000, 'VND', 'ND 38/2022', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000009', 'vn', 'minimum-wage', 'II', '2022-07-01', 4160000, 'VND', 'ND 38/2022; figure not seen', false, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000010', 'vn', 'minimum-wage', 'III', '2022-07-01', 3640000, 'VND', 'ND 38/2022; figure not seen', false, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000011', 'vn', 'minimum-wage', 'IV', '2022-07-01', 3250000, 'VND', 'ND 38/2022', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000012', 'vn', 'minimum-wage', 'I', '2024-07-01', 4960000, 'VND', 'ND 74/2024', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000013', 'vn', 'minimum-wage', 'II', '2024-07-01', 4410000, 'VND', 'ND 74/2024', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000014', 'vn', 'minimum-wage', 'III', '2024-07-01', 3860000, 'VND', 'ND 74/2024', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000015', 'vn', 'minimum-wage', 'IV', '2024-07-01', 3450000, 'VND', 'ND 74/2024', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000016', 'vn', 'minimum-wage', 'I', '2026-01-01', 5310000, 'VND', 'ND 293/2025', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000017', 'vn', 'minimum-wage', 'II', '2026-01-01', 4730000, 'VND', 'ND 293/2025', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000018', 'vn', 'minimum-wage', 'III', '2026-01-01', 4140000, 'VND', 'ND 293/2025', true, NULL, NULL),
  ('019400d2-0000-7000-8000-000000000019', 'vn', 'minimum-wage', 'IV', '2026-01-01', 3700000, 'VND', 'ND 293/2025', true, NULL, NULL);

INSERT INTO parameter (id, jurisdiction, name, region, valid_from, amount, currency, citation, verified) VALUES
  ('019400d2-0000-7000-8000-000000000020', 'vn', 'minimum-wage-hour', 'I', '2026-01-01', 25500, 'VND', 'ND 293/2025', true),
  ('019400d2-0000-7000-8000-000000000021', 'vn', 'minimum-wage-hour', 'II', '2026-01-01', 22700, 'VND', 'ND 293/2025', true),
  ('019400d2-0000-7000-8000-000000000022', 'vn', 'minimum-wage-hour', 'III', '2026-01-01', 20000, 'VND', 'ND 293/2025', true),
  ('019400d2-0000-7000-8000-000000000023', 'vn', 'minimum-wage-hour', 'IV', '2026-01-01', 17800, 'VND', 'ND 293/2025', true);

INSERT INTO dues_rule (id, jurisdiction, code, dues_kind, valid_from, method, base_kind, base_step, rate_num, rate_den, citation, verified) VALUES
  ('019400d1-0000-7000-8000-000000000012', 'cn', 'C2', 'civil-servant', '2009-01-01', 'rate', 'wage', 1000, 5, 1000, 'ACFTU: of civil servants the wage is post, grade, base and seniority pay (legal guides agree; text not seen)', false),
  ('019400d1-0000-7000-8000-000000000013', 'cn', 'C3', 'institution', '2009-01-01', 'rate', 'wage', 1000, 5, 1000, 'ACFTU: in public institutions the wage is post and grade pay (legal guides agree; text not seen)', false);

-- exempt-part-of-month: of the days of a month that an absence has to cover; dues-due-*: the day (0: the last) of the month that many months
-- after the one owed; budget-due-*: of the year before the budget's; the multiples and the part say what they are of.
INSERT INTO figure (id, jurisdiction, name, valid_from, num, den, citation, verified) VALUES
  ('019400d8-0000-7000-8000-000000000001', 'vn', 'si-ceiling-in-base-salaries', '2024-07-01', 20, 1, 'ceiling of pay in social insurance: 20 base salaries, 46,800,000 in 2024-07 (mondaq 1488976)', true),
  ('019400d8-0000-7000-8000-000000000002', 'vn', 'fine-of-organisations', '2022-01-17', 2, 1, 'ND 12/2022/ND-CP, art. 6.1: the fine of an organisation is twice that of a person (secondary source)', false),
  ('019400d8-0000-7000-8000-000000000003', 'vn', 'exempt-part-of-month', '2009-01-01', 1, 2, 'Doanket''s own reading: half of the days or more; the decision is silent', false),
  ('019400d8-0000-7000-8000-000000000004', 'cn', 'exempt-part-of-month', '2009-01-01', 1, 2, 'Doanket''s own reading: half of the days or more; no text was found', false),
  ('019400d8-0000-7000-8000-000000000005', 'vn', 'dues-due-months', '2009-01-01', 0, 1, 'Doanket''s own: dues of a month are due in it; no day was found', false),
  ('019400d8-0000-7000-8000-000000000006', 'cn', 'dues-due-months', '2009-01-01', 0, 1, 'Doanket''s own: dues of a month are due in it; no day was found', false),
  ('019400d8-0000-7000-8000-000000000007', 'vn', 'dues-due-day', '2009-01-01', 0, 1, 'Doanket''s own: on the last day; no day was found', false),
  ('019400d8-0000-7000-8000-000000000008', 'cn', 'dues-due-day', '2009-01-01', 0, 1, 'Doanket''s own: on the last day; no day was found', false),
  ('019400d8-0000-7000-8000-000000000009', 'vn', 'budget-due-month', '2010-01-01', 12, 1, 'B14-TLD by 5 December of the year before (one compliance calendar in a public repository)', false),
  ('019400d8-0000-7000-8000-000000000010', 'vn', 'budget-due-day', '2010-01-01', 5, 1, 'B14-TLD by 5 December of the year before (one compliance calendar in a public repository)', false),
  ('019400d8-0000-7000-8000-000000000011', 'cn', 'fund-national-part', '2009-01-01', 5, 100, 'about 5 % of the fund reach the national level (general knowledge); how the levels between split it is not known, so it is not applied', false);

-- From 2013 to 2021 the grass-roots share of the fund rose by steps from about 65 % to about 71 %: only the ends are known, and not for certain.
-- Of the dues of those years nothing is known but what stood before and after. All three are shown as not verified.
INSERT INTO sharing_ratio (id, jurisdiction, stream, valid_from, up_num, up_den, decided_on, citation, verified) VALUES
  ('019400d3-0000-7000-8000-000000000001', 'vn', 'dues', '2012-01-01', 40, 100, NULL, 'sharing of 2012: 60/40', true),
  ('019400d3-0000-7000-8000-000000000002', 'vn', 'fund', '2012-01-01', 40, 100, NULL, 'sharing of 2012: 60/40', true),
  ('019400d3-0000-7000-8000-000000000015', 'vn', 'dues', '2013-01-01', 40, 100, NULL, '2013 to 2021 not found; 60/40 as in 2012 and in 2022', false),
  ('019400d3-0000-7000-8000-000000000016', 'vn', 'fund', '2013-01-01', 35, 100, NULL, '2013 to 2021 not found: about 65 % at first, rising by steps that are not known (general knowledge)', false),
  ('019400d3-0000-7000-8000-000000000017', 'vn', 'fund', '2021-01-01', 29, 100, NULL, '2013 to 2021 not found: about 71 % at last, the days of the steps not known (general knowledge)', false),
  ('019400d3-0000-7000-8000-000000000003', 'vn', 'dues', '2022-01-01', 40, 100, '2021-10-01', 'QD 3308/QD-TLD 2021', true),
  ('019400d3-0000-7000-8000-000000000004', 'vn', 'fund', '2022-01-01', 25, 100, '2021-10-01', 'QD 3308/QD-TLD 2021; QD 4290/QD-TLD 2022', true),
  ('019400d3-0000-7000-8000-000000000005', 'vn', 'dues', '2023-01-01', 30, 100, '2023-10-16', 'QD 8108/QD-TLD, retroactive to the fiscal year 2023', true),
  ('019400d3-0000-7000-8000-000000000006', 'vn', 'dues', '2025-01-01', 30, 100, '2025-08-29', 'CV 433/TLD-CTCD', true),
  ('019400d3-0000-7000-8000-000000000007', 'vn', 'fund', '2025-01-01', 25, 100, '2025-08-29', 'CV 433/TLD-CTCD', true),
  ('019400d3-0000-7000-8000-000000000018', 'vn', 'dues-excess', '2012-01-01', 0, 1, NULL, 'as from 2022 on; of the years before no text was seen', false),
  ('019400d3-0000-7000-8000-000000000019', 'vn', 'dues-excess', '2022-01-01', 0, 1, '2021-10-01', 'QD 3308/QD-TLD 2021: what a unit''s own higher dues bring stays with it', true),
  ('019400d3-0000-7000-8000-000000000020', 'vn', 'dues-excess', '2025-01-01', 0, 1, '2025-08-29', 'CV 433/TLD-CTCD; QD 61/QD-TLD, 2025-07-29: what a unit''s own higher dues bring stays with it', true),
  ('019400d3-0000-7000-8000-000000000021', 'vn', 'other', '2012-01-01', 0, 1, NULL, 'as from 2022 on; of the years before no text was seen', false),
  ('019400d3-0000-7000-8000-000000000022', 'vn', 'other', '2022-01-01', 0, 1, '2021-10-01', 'QD 3308/QD-TLD 2021: other income stays with the unit', true),
  ('019400d3-0000-7000-8000-000000000023', 'vn', 'other', '2025-01-01', 0, 1, '2025-08-29', 'CV 433/TLD-CTCD: other income stays with the unit', true),
  ('019400d3-0000-7000-8000-000000000008', 'cn', 'dues', '2009-01-01', 0, 1, NULL, 'dues stay at the grass roots (legal guides agree; text not seen)', false),
  ('019400d3-0000-7000-8000-000000000009', 'cn', 'fund', '2009-01-01', 40, 100, NULL, '60 % grass roots, 40 % up (legal guides agree; text not seen)', false);

-- QD 61 is of 2025; that the exemptions held before it was not seen.
INSERT INTO exemption_rule (id, jurisdiction, reason, min_months, valid_from, valid_to, citation, verified) VALUES
  ('019400d4-0000-7000-8000-000000000001', 'vn', 'si-benefit', 1, '2017-01-01', NULL, 'as QD 61/QD-TLD has it from 2025-07-01; the text before it not seen', false),
  ('019400d4-0000-7000-8000-000000000002', 'vn', 'unpaid-leave', 1, '2017-01-01', NULL, 'as QD 61/QD-TLD has it from 2025-07-01; the text before it not seen', false),
  ('019400d4-0000-7000-8000-000000000004', 'vn', 'si-benefit', 1, '2025-07-01', NULL, 'QD 61/QD-TLD, 2025-07-29: social-insurance benefit of one month or more', true),
  ('019400d4-0000-7000-8000-000000000005', 'vn', 'unpaid-leave', 1, '2025-07-01', NULL, 'QD 61/QD-TLD, 2025-07-29: unpaid leave or no income for one month or more', true),
  ('019400d4-0000-7000-8000-000000000003', 'vn', 'below-minimum-wage', 0, '2021-05-01', '2022-01-01', 'Covid relief 2021-05-01..2021-12-31: paid under the regional minimum wage', true);
