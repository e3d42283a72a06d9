-- What a member may ask besides a correction and an erasure: that the file is only kept and not used (restriction), that some use of it ends
-- (objection), and that what was built on a consent ends with it (withdrawal). Their clocks are parameters, as those of the others.

ALTER TABLE data_request DROP CONSTRAINT data_request_kind_check, DROP CONSTRAINT data_request_state_check;
ALTER TABLE data_request
  ADD CONSTRAINT data_request_kind_check CHECK (kind IN ('correction', 'erasure', 'restriction', 'objection', 'withdrawal')),
  ADD CONSTRAINT data_request_state_check
    CHECK (state IN ('asked', 'taken-up', 'erasing', 'in-force', 'done', 'lifted', 'refused', 'taken-back') AND (state <> 'in-force' OR kind = 'restriction')),
  ADD purpose text COLLATE "C",              -- of a withdrawal: the consent
  ADD lifted_at timestamptz,                 -- of a restriction
  ADD lifted_by text,
  ADD lifted_why text,                       -- null where the member lifted it
  ADD CONSTRAINT data_request_purpose_check CHECK ((kind = 'withdrawal') = (purpose IS NOT NULL));
DROP INDEX data_request_open;
-- Several consents may be withdrawn at once; of all else one waits, or holds, at a time.
CREATE UNIQUE INDEX data_request_open ON data_request (member_id, kind, (coalesce(purpose, '')))
  WHERE state IN ('asked', 'taken-up', 'erasing', 'in-force');
COMMENT ON COLUMN data_request.wanted IS 'The corrections, or what is asked for in the member''s own words; sealed under the person''s key.';

-- Stands on the member, since every list and every roster has to go by it.
ALTER TABLE member ADD restricted_since timestamptz;

-- For whoever shows somebody of whom the register shows him nothing: on a public card, or as a seeker who is a member elsewhere by now.
CREATE FUNCTION restricted_since(member uuid) RETURNS timestamptz
  LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT m.restricted_since FROM member m WHERE m.id = $1 $$;
REVOKE EXECUTE ON FUNCTION restricted_since(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restricted_since(uuid) TO doanket_app, doanket_worker;

INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter cndata-request-answer' || subject || '2021-11-01')::uuid, 'cn', 'data-request-answer', subject, date '2021-11-01', 15, 1, 'working-days',
       citation, false
  FROM (VALUES
    ('restriction', 'Personal Information Protection Law, art. 44 and 50: the right is named, the time is not; to be confirmed by the federation'),
    ('objection',   'Personal Information Protection Law, art. 44 and 50: the right is named, the time is not; to be confirmed by the federation'),
    ('withdrawal',  'Personal Information Protection Law, art. 15 and 50: the right is named, the time is not; to be confirmed by the federation')
  ) seed(subject, citation);
