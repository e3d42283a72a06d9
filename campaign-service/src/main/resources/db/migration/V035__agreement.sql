-- Cooperation agreements with agencies, and the meetings that review them.
CREATE TABLE agreement (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL,
  partner       text NOT NULL,
  partner_kind  text NOT NULL CHECK (partner_kind IN ('authority', 'police', 'fatherland-front', 'women', 'youth', 'bank', 'insurance', 'court', 'employers', 'other')),
  number        text,
  title         text NOT NULL,
  contents      text[] NOT NULL,
  signed_on     date NOT NULL,
  starts        date NOT NULL,
  ends          date,
  review_months int NOT NULL CHECK (review_months BETWEEN 1 AND 60),
  ended_on      date,
  end_reason    text,
  created_by    text NOT NULL,
  version       bigint NOT NULL,
  CHECK (ends IS NULL OR ends >= starts),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
CREATE INDEX agreement_unit ON agreement (unit_id);
CREATE TABLE agreement_review (
  id           uuid PRIMARY KEY,
  agreement_id uuid NOT NULL REFERENCES agreement,
  unit_id      uuid NOT NULL,
  held_on      date NOT NULL,
  place        text,
  assessment   text NOT NULL,
  next_steps   text,
  written_by   text NOT NULL,
  written_at   timestamptz NOT NULL
);
CREATE INDEX agreement_review_of ON agreement_review (agreement_id, held_on);
CALL doanket.append_only('agreement_review');
CALL doanket.scope_by_unit('agreement');
CALL doanket.scope_by_unit('agreement_review');
