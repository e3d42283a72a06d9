-- What is owed and what came in, by unit and month: the aggregate whose facts others hear (topic finance.unit-month).
CREATE TABLE unit_month (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  unit_id         uuid NOT NULL,
  month           date NOT NULL CHECK (extract(day FROM month) = 1),
  currency        text NOT NULL,
  version         bigint NOT NULL DEFAULT 0,
  members         bigint NOT NULL DEFAULT 0,
  assessed        bigint NOT NULL DEFAULT 0,
  excess          bigint NOT NULL DEFAULT 0,
  dues_collected  bigint NOT NULL DEFAULT 0,
  fund_collected  bigint NOT NULL DEFAULT 0,
  dues_shared     bigint NOT NULL DEFAULT 0,
  fund_shared     bigint NOT NULL DEFAULT 0,
  UNIQUE (unit_id, month)
);
CALL doanket.scope_by_unit('unit_month');
REVOKE INSERT, UPDATE, DELETE ON unit_month FROM doanket_app;

CREATE TABLE dues_run (
  id           uuid PRIMARY KEY,
  no           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id      uuid NOT NULL,
  month        date NOT NULL CHECK (extract(day FROM month) = 1),
  mode         text NOT NULL CHECK (mode IN ('preview', 'post')),
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done')),
  members      bigint,
  exempt       bigint,
  out_of_scope bigint,
  problems     bigint,
  units        bigint,
  changed      bigint,
  total        bigint,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now()
);
CALL doanket.scope_by_unit('dues_run');

CREATE TABLE dues_problem (
  run_no    bigint NOT NULL,
  member_no bigint NOT NULL,
  unit_id   uuid NOT NULL,
  code      text NOT NULL,
  rule_no   bigint,
  amount    bigint,
  bound     bigint,
  PRIMARY KEY (run_no, member_no)
);
CALL doanket.scope_by_unit('dues_problem');
REVOKE INSERT, UPDATE, DELETE ON dues_problem FROM doanket_app;

-- The sub-ledger of dues, a partition for each month. Append-only: a run that finds another amount than it found before adds
-- a row with the new amount and the difference; the newest row of member and unit counts (kind 1: owes nothing here any more).
-- No foreign keys nor row triggers: the run itself is checked set by set.
CREATE TABLE charge (
  month        date NOT NULL,
  member_no    bigint NOT NULL,
  run_no       bigint NOT NULL,
  kind         smallint NOT NULL,
  unit_id      uuid NOT NULL,
  amount       bigint NOT NULL,
  excess       bigint NOT NULL,
  amount_delta bigint NOT NULL,
  excess_delta bigint NOT NULL,
  base         bigint,
  rule_no      bigint,
  unit_dues_no bigint,
  exemption_no bigint,
  PRIMARY KEY (month, member_no, run_no, kind)
) PARTITION BY LIST (month);
CREATE INDEX charge_unit ON charge (unit_id, member_no);
CALL doanket.scope_by_unit('charge');
CALL doanket.append_only('charge');
REVOKE INSERT ON charge FROM doanket_app;

-- Row-level security stands on the parent; nobody reads a partition past it.
CREATE FUNCTION open_charge_month(wanted date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  partition text := 'charge_' || to_char(wanted, 'YYYY_MM');
BEGIN
  IF to_regclass(partition) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF charge FOR VALUES IN (%L)', partition, date_trunc('month', wanted)::date);
    EXECUTE format('REVOKE ALL ON %I FROM doanket_app, doanket_worker', partition);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION open_charge_month FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_charge_month TO doanket_worker;

-- Who owes what for a month in a range of paths: one row a member, either an amount or a problem. Who owed on any day of the
-- month owes it whole (no pro-rating was found), once, where he stood last.
CREATE FUNCTION dues_of(scope_from text, scope_to text, wanted date)
RETURNS TABLE (member_no bigint, unit_id uuid, amount bigint, excess bigint, base bigint, rule_no bigint, unit_dues_no bigint,
               exemption_no bigint, out_of_scope boolean, problem text, bound bigint)
LANGUAGE sql STABLE AS $$
  WITH bounds AS (
    SELECT wanted AS first_day, (wanted + interval '1 month')::date AS next_month
  ), param AS (
    SELECT DISTINCT ON (p.jurisdiction, p.name, p.region) p.jurisdiction, p.name, p.region, p.amount
      FROM parameter p WHERE p.valid_from <= wanted AND p.cancelled_at IS NULL
     ORDER BY p.jurisdiction, p.name, p.region, p.valid_from DESC
  ), rule AS (
    SELECT r.*, k.word COLLATE "C" AS word, (2 * cap.amount * r.cap_num + r.cap_den) / (2 * r.cap_den) AS cap,
           (2 * flr.amount * r.floor_num + r.floor_den) / (2 * r.floor_den) AS floor
      FROM (SELECT DISTINCT ON (d.jurisdiction, d.dues_kind) d.* FROM dues_rule d
             WHERE d.valid_from <= wanted AND d.cancelled_at IS NULL
             ORDER BY d.jurisdiction, d.dues_kind, d.valid_from DESC) r
      JOIN dues_kind k ON k.jurisdiction = r.jurisdiction AND k.kind = r.dues_kind
      LEFT JOIN param cap ON cap.jurisdiction = r.jurisdiction AND cap.name = r.cap_parameter AND cap.region = ''
      LEFT JOIN param flr ON flr.jurisdiction = r.jurisdiction AND flr.name = r.floor_parameter AND flr.region = ''
  ), own AS (
    SELECT DISTINCT ON (d.unit_id) d.* FROM unit_dues d WHERE d.valid_from <= wanted ORDER BY d.unit_id, d.valid_from DESC
  ), pay AS (
    SELECT DISTINCT ON (p.member_no) p.member_no, p.si_salary, p.net_pay, p.wage, p.fixed_amount, p.wage_region
      FROM pay_record p WHERE p.month = wanted ORDER BY p.member_no, p.version DESC
  ), away AS (
    SELECT DISTINCT ON (a.member_no) a.member_no, x.no, x.jurisdiction
      FROM (SELECT DISTINCT ON (b.member_no, b.kind, b.from_date) b.* FROM absence b, bounds
             WHERE b.from_date < next_month AND (b.to_date IS NULL OR b.to_date >= first_day)
             ORDER BY b.member_no, b.kind, b.from_date, b.import_no DESC) a
     CROSS JOIN bounds
      JOIN exemption_rule x ON x.reason = a.kind AND x.valid_from <= wanted AND (x.valid_to IS NULL OR x.valid_to > wanted)
     WHERE (a.to_date IS NULL OR a.to_date >= a.from_date + make_interval(months => x.min_months) - interval '1 day')
       AND 2 * (least(coalesce(a.to_date, next_month - 1), next_month - 1) - greatest(a.from_date, first_day) + 1)
           >= next_month - first_day
     ORDER BY a.member_no, x.no
  ), owing AS (
    -- Words are ASCII; the collation of names would cost a fifth of the whole run here.
    SELECT s.member_no, s.unit_id, u.jurisdiction, lower(coalesce(s.dues_kind, j.default_dues_kind) COLLATE "C") AS word
      FROM member_span s
     CROSS JOIN bounds
      JOIN unit_ref u ON u.id = s.unit_id AND u.path >= scope_from AND u.path < scope_to
      JOIN jurisdiction j ON j.code = u.jurisdiction
     WHERE s.valid_from < next_month AND (s.valid_to IS NULL OR s.valid_to > first_day)
       AND s.status IN (SELECT status FROM owing_status)
       AND (s.valid_to IS NULL OR s.valid_to >= next_month OR NOT EXISTS (
             SELECT FROM member_span later WHERE later.member_no = s.member_no AND later.valid_from > s.valid_from
                AND later.valid_from < next_month AND later.status IN (SELECT status FROM owing_status)))
  ), found AS (
    SELECT o.member_no, o.unit_id, r.no AS rule_no, r.method, r.cap, r.floor, r.base_kind, r.base_step, r.rate_num, r.rate_den,
           own.no AS own_no, own.rate_num AS own_num, own.rate_den AS own_den, own.cap_binds,
           CASE r.method WHEN 'fixed' THEN coalesce(pay.fixed_amount, own.fixed_amount)
             ELSE CASE r.base_kind WHEN 'si-salary' THEN pay.si_salary WHEN 'net-pay' THEN pay.net_pay
                                   WHEN 'wage' THEN pay.wage END END AS base,
           coalesce(away.no, low.no) AS exemption_no
      FROM owing o
      LEFT JOIN rule r ON r.jurisdiction = o.jurisdiction AND r.word = o.word
      LEFT JOIN pay ON pay.member_no = o.member_no
      LEFT JOIN own ON own.unit_id = o.unit_id AND (own.rate_num IS NULL) = (r.method = 'fixed')
      LEFT JOIN away ON away.member_no = o.member_no AND away.jurisdiction = o.jurisdiction
      LEFT JOIN exemption_rule low ON low.reason = 'below-minimum-wage' AND low.jurisdiction = o.jurisdiction
            AND low.valid_from <= wanted AND (low.valid_to IS NULL OR low.valid_to > wanted) AND r.method = 'rate'
            AND EXISTS (SELECT FROM param m WHERE m.jurisdiction = o.jurisdiction AND m.name = 'minimum-wage'
                           AND m.region = pay.wage_region
                           AND m.amount > coalesce(pay.si_salary, pay.net_pay, pay.wage))
  ), worked AS (
    SELECT f.*, (f.method = 'out-of-scope' OR f.exemption_no IS NOT NULL) IS TRUE AS is_free,
           CASE f.method
             WHEN 'fixed' THEN f.base
             ELSE least(f.cap, (2 * (f.base - f.base % f.base_step) * f.rate_num + f.rate_den) / (2 * f.rate_den)) END AS common,
           CASE WHEN f.method = 'rate' AND f.own_num IS NOT NULL
             THEN least(CASE WHEN f.cap_binds THEN f.cap END,
                        (2 * (f.base - f.base % f.base_step) * f.own_num + f.own_den) / (2 * f.own_den)) END AS raised
      FROM found f
    OFFSET 0 -- else each of the three is worked out anew wherever it is named
  )
  SELECT w.member_no, w.unit_id,
         CASE WHEN w.is_free THEN 0 ELSE greatest(w.common, w.raised) END,
         CASE WHEN w.is_free THEN 0 ELSE greatest(w.raised - w.common, 0) END,
         w.base, w.rule_no, w.own_no, w.exemption_no, (w.method = 'out-of-scope') IS TRUE,
         CASE WHEN w.rule_no IS NULL THEN 'no-dues-rule'
              WHEN w.is_free THEN NULL
              WHEN w.base IS NULL THEN CASE w.method WHEN 'fixed' THEN 'no-fixed-amount' ELSE 'no-pay-record' END
              WHEN w.common < w.floor THEN 'dues-below-floor' END,
         w.floor
    FROM worked w
$$;
