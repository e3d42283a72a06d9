-- On which occasion which rule of joining is asked: of who is new all; of another category all, for it is as if one joined as that; of other
-- days of birth or joining the age; of who goes to another unit whether its kind takes him. Single changes, transfers and rows of a sheet ask
-- this one function.
CREATE FUNCTION joining_faults_on(is_new boolean, moves boolean, is_other_category boolean, is_other_age boolean,
    birth date, contract_type text, contract_from date, contract_to date, day date,
    least_age bigint, age_by text, kept_out_by text, not_taken_by text, least_months bigint, months_by text)
  RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT joining_faults(CASE WHEN is_new OR is_other_category OR is_other_age THEN birth END, contract_type, contract_from, contract_to, day,
    least_age, age_by, CASE WHEN is_new OR is_other_category THEN kept_out_by END,
    CASE WHEN is_new OR is_other_category OR moves THEN not_taken_by END,
    CASE WHEN is_new OR is_other_category THEN least_months END, months_by)
$$;
