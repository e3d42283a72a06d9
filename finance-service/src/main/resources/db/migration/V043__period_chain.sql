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

-- Sixteen who share the lock of one row queue to write their names into it. So an entry of one unit holds the books of that unit by a
-- lock that no row is written for; a batch over many units, for which there would be too many of those, holds the rows. Closing and
-- opening hold both alone.
CREATE FUNCTION books_key(unit uuid) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT hashtextextended('books ' || unit, 7) $$;

CREATE OR REPLACE FUNCTION check_entries() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = on AS $$
DECLARE
  month_status text;
  is_one boolean;
BEGIN
  IF EXISTS (SELECT FROM fresh f WHERE NOT EXISTS (SELECT FROM posting p WHERE p.entry_no = f.no)) THEN
    RAISE EXCEPTION 'entry without lines' USING ERRCODE = 'DK003';
  END IF;
  SELECT count(DISTINCT unit_id) = 1 INTO is_one FROM fresh;
  IF is_one THEN
    PERFORM pg_advisory_xact_lock_shared(books_key((SELECT unit_id FROM fresh LIMIT 1)));
  END IF;
  INSERT INTO period (unit_id, month)
  SELECT DISTINCT unit_id, date_trunc('month', effective_date)::date FROM fresh ORDER BY 1, 2
  ON CONFLICT DO NOTHING;
  IF is_one THEN
    IF EXISTS (SELECT FROM period p WHERE p.status = 'closed'
                  AND (p.unit_id, p.month) IN (SELECT unit_id, date_trunc('month', effective_date)::date FROM fresh)) THEN
      RAISE EXCEPTION 'period is closed' USING ERRCODE = 'DK004';
    END IF;
    RETURN NULL;
  END IF;
  FOR month_status IN
    SELECT p.status FROM period p
     WHERE (p.unit_id, p.month) IN (SELECT unit_id, date_trunc('month', effective_date)::date FROM fresh)
     ORDER BY p.unit_id, p.month FOR SHARE
  LOOP
    IF month_status = 'closed' THEN
      RAISE EXCEPTION 'period is closed' USING ERRCODE = 'DK004';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
