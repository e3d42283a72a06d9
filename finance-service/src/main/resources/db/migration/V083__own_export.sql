-- Sums in the document that a member takes along of what is kept of him, as everywhere in the API.
CREATE FUNCTION money_in_json(amount bigint, currency text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN amount IS NOT NULL THEN jsonb_build_object('amount', amount, 'currency', currency) END
$$;
CREATE INDEX virtual_account_member ON virtual_account (member_no) WHERE member_no IS NOT NULL;
