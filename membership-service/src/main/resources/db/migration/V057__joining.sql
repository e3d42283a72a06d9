-- The rules of joining have one home: what they say of a category on a day, and what stands against a person by them. Applications, single
-- admissions and rows of a sheet ask the same two functions.

-- Whom a committee may make a member need not be able to ask for it: that is no rule of whom a kind of unit takes, but of who may apply.
INSERT INTO right_kind VALUES ('apply', 7, false, 'Xin gia nhập công đoàn', 'Apply for membership', '申请入会');
INSERT INTO right_rule (jurisdiction, right_code, ground, subject, valid_from, is_held, citation, verified)
SELECT jurisdiction, 'apply', 'category', category, valid_from, is_taken, citation, verified FROM admission_rule WHERE category = 'honorary' AND unit_kind = '';
DELETE FROM admission_rule WHERE category = 'honorary' AND unit_kind = '';

-- What the rules of a day say of a category. A citation without a refusal is null. of_kind: of the unit that is to take them; null where
-- none does, as when a member's category changes.
CREATE FUNCTION joining_rules(of_jurisdiction text, of_kind text, of_category text, day date, is_applicant boolean)
  RETURNS TABLE (least_age bigint, age_by text, kept_out_by text, not_taken_by text, least_months bigint, months_by text) LANGUAGE sql STABLE AS $$
  SELECT a.numerator, a.citation, o.citation, CASE WHEN NOT t.is_taken THEN t.citation END, c.numerator, c.citation
    FROM (VALUES (1)) one
    LEFT JOIN LATERAL (SELECT * FROM parameter p WHERE p.jurisdiction = of_jurisdiction AND p.name = 'working-age' AND p.subject = ''
      AND p.valid_from <= day AND p.cancelled_at IS NULL ORDER BY p.valid_from DESC LIMIT 1) a ON true
    LEFT JOIN LATERAL (SELECT * FROM parameter p WHERE of_category = 'foreign' AND p.jurisdiction = of_jurisdiction AND p.name = 'foreign-contract-at-least'
      AND p.subject = '' AND p.valid_from <= day AND p.cancelled_at IS NULL ORDER BY p.valid_from DESC LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT r.citation FROM rights_of(of_jurisdiction, of_category, NULL, day) r
      WHERE (r.code = 'join' OR r.code = 'apply' AND is_applicant) AND NOT r.is_held ORDER BY r.code DESC LIMIT 1) o ON true
    LEFT JOIN LATERAL (SELECT * FROM admission_rule n WHERE n.jurisdiction = of_jurisdiction AND n.category = of_category AND n.unit_kind IN (of_kind, '')
      AND of_kind IS NOT NULL AND n.valid_from <= day AND n.cancelled_at IS NULL
      ORDER BY n.unit_kind DESC, n.valid_from DESC LIMIT 1) t ON true
$$;

-- What stands against somebody by these rules, each as field:code:figure|citation; nothing where all is well. Without a birth date the age
-- is not judged. An expression and no more, so that a million rows are judged as part of one statement.
CREATE FUNCTION joining_faults(birth date, contract_type text, contract_from date, contract_to date, day date,
    least_age bigint, age_by text, kept_out_by text, not_taken_by text, least_months bigint, months_by text)
  RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN birth + make_interval(years => least_age::int) > day THEN 'birthDate:below-working-age:' || least_age || '|' || age_by END,
    CASE WHEN not_taken_by IS NOT NULL THEN 'category:category-not-taken:|' || not_taken_by
      WHEN kept_out_by IS NOT NULL THEN 'category:category-may-not-join:|' || kept_out_by END,
    CASE WHEN least_months IS NOT NULL AND contract_type IS DISTINCT FROM 'indefinite'
      AND (contract_to + 1 < contract_from + make_interval(months => least_months::int)) IS NOT FALSE
      THEN 'contractTo:contract-too-short:' || least_months || '|' || months_by END
  ], NULL)
$$;

-- All of them, each from its day on until the next one begins: a sheet has a million days, and the rules have changed on few.
CREATE FUNCTION joining_rules_since(of_jurisdiction text) RETURNS TABLE (unit_kind text, category text, since date, until date, least_age bigint,
    age_by text, kept_out_by text, not_taken_by text, least_months bigint, months_by text) LANGUAGE sql STABLE AS $$
  SELECT k.code, c.code, d.since, d.until, r.*
    FROM unit_kind k CROSS JOIN member_category c CROSS JOIN (
      SELECT since, lead(since, 1, date 'infinity') OVER (ORDER BY since) AS until FROM (
        SELECT date '-infinity' AS since
        UNION SELECT valid_from FROM parameter WHERE name IN ('working-age', 'foreign-contract-at-least')
        UNION SELECT valid_from FROM right_rule WHERE right_code = 'join' AND cancelled_at IS NULL
        UNION SELECT valid_from FROM admission_rule WHERE cancelled_at IS NULL) days
    ) d CROSS JOIN LATERAL joining_rules(of_jurisdiction, k.code, c.code, d.since, false) r
   WHERE k.jurisdiction = of_jurisdiction
$$;

-- Whether somebody whose membership ended so may return on a day, and whether the years before count.
CREATE FUNCTION returning_rule(of_jurisdiction text, of_status text, day date)
  RETURNS TABLE (former_status text, may_return boolean, years_count boolean, citation text, verified boolean) LANGUAGE sql STABLE AS $$
  SELECT x.former_status, x.may_return, x.years_count, x.citation, x.verified FROM return_rule x
   WHERE x.jurisdiction = of_jurisdiction AND x.former_status = of_status AND x.valid_from <= day AND x.cancelled_at IS NULL
   ORDER BY x.valid_from DESC LIMIT 1
$$;

-- The membership that somebody had before, the last of them, wherever it lay: for whoever has the blind index of his national id, as
-- membership_of has the open one.
CREATE POLICY looked_up_after ON member FOR SELECT TO CURRENT_USER USING (ended_on IS NOT NULL);
CREATE POLICY looked_up ON member_return FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION former_membership_of(person bytea) RETURNS TABLE (member_id uuid, status text, seniority_from date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT m.id, m.status, coalesce(r.seniority_from, m.joined_on) FROM member m LEFT JOIN member_return r ON r.member_id = m.id
    WHERE m.national_id_index = person AND m.ended_on IS NOT NULL ORDER BY m.ended_on DESC, m.id DESC LIMIT 1 $$;
REVOKE EXECUTE ON FUNCTION former_membership_of(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION former_membership_of(bytea) TO doanket_app;

-- Which names nobody to the side that receives once the membership is over: that was so since only open ones were seen, and is said now.
CREATE OR REPLACE FUNCTION transfer_person(transfer_id uuid) RETURNS TABLE (code text, full_name text, category text, joined_on date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT m.code, m.full_name, m.category, m.joined_on FROM transfer t JOIN member m ON m.id = t.member_id
    WHERE t.id = transfer_person.transfer_id AND m.ended_on IS NULL $$;
