-- Votes. Open ones keep who chose what. Of secret ones two things are kept that nothing joins: who was given a ballot paper (signed blindly:
-- the service never saw the serial on it), and the papers that came back, with neither time nor name (docs/decisions/secret-votes.md).
CREATE TABLE meeting_vote (
  id         uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES meeting,
  unit_id    uuid NOT NULL,
  item       int,
  question   text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('open', 'secret')),
  options    text[] NOT NULL CHECK (cardinality(options) BETWEEN 2 AND 50),
  majority_num int NOT NULL,
  majority_den int NOT NULL CHECK (majority_den > 0),
  majority_by text NOT NULL,
  state      text NOT NULL CHECK (state IN ('open', 'casting', 'closed')),
  public_key jsonb,
  key_wrapped bytea,
  key_sealed bytea,
  opened_at  timestamptz NOT NULL,
  closed_at  timestamptz,
  version    bigint NOT NULL,
  CHECK ((kind = 'secret') = (public_key IS NOT NULL)),
  CHECK ((key_sealed IS NOT NULL) = (kind = 'secret' AND state <> 'closed'))
);
CREATE INDEX meeting_vote_of ON meeting_vote (meeting_id);

CREATE TABLE voice (
  vote_id       uuid NOT NULL REFERENCES meeting_vote,
  invitation_id uuid NOT NULL REFERENCES invitation,
  unit_id       uuid NOT NULL,
  choice        int  NOT NULL,
  PRIMARY KEY (vote_id, invitation_id)
);

-- Who has been given a paper, without a time. Of what was blinded the hash is kept: whoever lost the answer gets the same one again, and no other.
CREATE TABLE ballot_paper (
  vote_id       uuid NOT NULL REFERENCES meeting_vote,
  invitation_id uuid NOT NULL REFERENCES invitation,
  unit_id       uuid NOT NULL,
  blinded_hash  bytea NOT NULL,
  PRIMARY KEY (vote_id, invitation_id)
);

-- The urn. Its order is that of the serials, which voters drew by chance; at the end of the vote it is laid out anew in that order.
CREATE TABLE ballot (
  vote_id   uuid NOT NULL REFERENCES meeting_vote,
  serial    text COLLATE "C" NOT NULL,
  choice    int  NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (vote_id, serial)
);
CALL doanket.scope_by_unit('meeting_vote');
CALL doanket.scope_by_unit('voice');
CALL doanket.scope_by_unit('ballot_paper');
ALTER TABLE ballot ENABLE ROW LEVEL SECURITY;
ALTER TABLE ballot FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON ballot TO doanket_app USING (EXISTS (SELECT FROM meeting_vote v WHERE v.id = vote_id));
CREATE POLICY background ON ballot TO doanket_worker USING (true);
REVOKE UPDATE ON ballot FROM doanket_worker;
REVOKE UPDATE ON ballot FROM doanket_app;
