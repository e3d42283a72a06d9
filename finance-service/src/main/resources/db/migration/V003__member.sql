-- Small replica of the members of membership-service, and what of their past dues need: who stood where, in which state, when.
CREATE TABLE member_ref (
  no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id           uuid NOT NULL UNIQUE,
  unit_id      uuid NOT NULL,
  code         text,
  display_name text NOT NULL,
  category     text,
  status       text NOT NULL,
  since        date NOT NULL,
  dues_kind    text
);
CREATE INDEX member_ref_unit ON member_ref (unit_id);
CREATE INDEX member_ref_code ON member_ref (code);

-- The state holds from its day until that of the next span of the member.
CREATE TABLE member_span (
  member_no  bigint NOT NULL REFERENCES member_ref,
  valid_from date NOT NULL,
  valid_to   date,
  unit_id    uuid NOT NULL,
  status     text NOT NULL,
  dues_kind  text,
  PRIMARY KEY (member_no, valid_from)
);
CREATE INDEX member_span_unit ON member_span (unit_id);

CALL doanket.scope_by_unit('member_ref');
CALL doanket.scope_by_unit('member_span');
REVOKE INSERT, UPDATE, DELETE ON member_ref, member_span FROM doanket_app;
