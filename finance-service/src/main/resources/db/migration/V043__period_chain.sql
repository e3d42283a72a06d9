-- What was closed is sealed entry by entry, and the closing by a hash over those seals and the closing of the month before. A month is
-- opened again only by an act that stays on record, the last one first.
CREATE TABLE period_act (
  no          bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
  unit_id     uuid NOT NULL,
  month       date NOT NULL,
  act         text NOT NULL CHECK (act IN ('closed', 'reopened')),
  at          timestamptz NOT NULL,
  by          text NOT NULL,
  why         text,
  entry_count bigint,
  hash        bytea,
  CHECK ((act = 'closed') = (hash IS NOT NULL)),
  CHECK ((act = 'reopened') = (why IS NOT NULL))
);
CREATE INDEX period_act_month ON period_act (unit_id, month, no);
CREATE TABLE period_seal (
  act_no   bigint NOT NULL REFERENCES period_act,
  place bigint NOT NULL,
  unit_id  uuid NOT NULL,
  entry_id uuid NOT NULL,
  seal     bytea NOT NULL,
  PRIMARY KEY (act_no, place)
);
CALL doanket.scope_by_unit('period_act');
CALL doanket.scope_by_unit('period_seal');
CALL doanket.append_only('period_act');
CALL doanket.append_only('period_seal');

ALTER TABLE period ADD COLUMN act_no bigint REFERENCES period_act;

-- The entries of a unit and month in their order, each with the hash of everything it says. JSON quotes, so no two contents look alike.
CREATE FUNCTION seals_of(unit uuid, wanted date) RETURNS TABLE (place bigint, entry_id uuid, seal bytea) LANGUAGE sql STABLE AS $$
  SELECT row_number() OVER (ORDER BY e.no), e.id, sha256(convert_to(jsonb_build_array(e.id, e.unit_id, e.kind, e.effective_date, e.month,
         e.source, e.reverses_no, e.note, e.evidence, extract(epoch FROM e.recorded_at), e.recorded_by,
         (SELECT jsonb_agg(jsonb_build_array(p.line, p.account, p.amount, p.currency, p.effective_date) ORDER BY p.line)
            FROM posting p WHERE p.entry_no = e.no))::text, 'UTF8'))
    FROM journal_entry e
   WHERE e.unit_id = unit AND e.effective_date >= wanted AND e.effective_date < wanted + interval '1 month'
$$;

CREATE FUNCTION chained(before bytea, seals bytea[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(coalesce(before, '') || coalesce((SELECT string_agg(s, '' ORDER BY o) FROM unnest(seals) WITH ORDINALITY AS u (s, o)), ''))
$$;
