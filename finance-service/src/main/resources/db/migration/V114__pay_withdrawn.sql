-- What members were paid can be withdrawn: by a row of a later file, or by undoing a file while nothing was built on it. Nothing is overwritten: a
-- version without amounts says that there is no pay, and a later word on an absence that there is none.
ALTER TABLE absence ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
ALTER TABLE pay_stage ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;

-- In the order in which files were taken over; each run says up to which of them it has seen. What was posted before this was known counts as having
-- seen all of its time.
CREATE SEQUENCE pay_taken_seq;
GRANT USAGE ON SEQUENCE pay_taken_seq, pay_import_no_seq TO doanket_worker;
ALTER TABLE pay_import
  ADD COLUMN taken_no  bigint UNIQUE,
  ADD COLUMN job_id    uuid,
  ADD COLUMN undone_at timestamptz,
  ADD COLUMN undone_by text,
  DROP CONSTRAINT pay_import_state_check,
  ADD CONSTRAINT pay_import_state_check CHECK (state IN ('waiting', 'previewed', 'committed', 'undoing', 'undone')),
  ADD CHECK ((state = 'undone') = (undone_at IS NOT NULL) AND (undone_at IS NULL) = (undone_by IS NULL));
ALTER TABLE dues_run ADD COLUMN pay_upto bigint;
ALTER TABLE pay_import NO FORCE ROW LEVEL SECURITY;
ALTER TABLE dues_run NO FORCE ROW LEVEL SECURITY;
UPDATE pay_import i SET taken_no = t.taken_no
  FROM (SELECT n.no, row_number() OVER (ORDER BY n.no) AS taken_no FROM pay_import n WHERE n.state = 'committed') t WHERE t.no = i.no;
SELECT setval('pay_taken_seq', max(taken_no)) FROM pay_import HAVING max(taken_no) IS NOT NULL;
UPDATE dues_run SET pay_upto = (SELECT coalesce(max(taken_no), 0) FROM pay_import) WHERE mode = 'post' AND state = 'done';
ALTER TABLE pay_import FORCE ROW LEVEL SECURITY;
ALTER TABLE dues_run FORCE ROW LEVEL SECURITY;

-- As before, but for absences that were withdrawn.
CREATE OR REPLACE FUNCTION dues_of(scope_from text, scope_to text, wanted date)
RETURNS TABLE (member_no bigint, unit_id uuid, amount bigint, excess bigint, base bigint, rule_no bigint, unit_dues_no bigint,
               exemption_no bigint, out_of_scope boolean, problem text, bound bigint)
LANGUAGE sql STABLE AS $$
  WITH bounds AS (
    SELECT wanted AS first_day, (wanted + interval '1 month')::date AS next_month
  ), param AS MATERIALIZED (
    SELECT DISTINCT ON (p.jurisdiction, p.name, p.region) p.jurisdiction, p.name, p.region, p.amount
      FROM parameter p WHERE p.valid_from <= wanted AND p.cancelled_at IS NULL
     ORDER BY p.jurisdiction, p.name, p.region, p.valid_from DESC
  ), exemption AS MATERIALIZED (
    SELECT DISTINCT ON (x.jurisdiction, x.reason, x.category) x.*, half.num AS part_num, half.den AS part_den
      FROM exemption_rule x CROSS JOIN LATERAL figure_on(x.jurisdiction, 'exempt-part-of-month', wanted) half
     WHERE x.cancelled_at IS NULL AND x.valid_from <= wanted AND (x.valid_to IS NULL OR x.valid_to > wanted)
     ORDER BY x.jurisdiction, x.reason, x.category, x.valid_from DESC
  ), holding AS (
    SELECT DISTINCT ON (d.jurisdiction, d.dues_kind, d.category) d.* FROM dues_rule d
     WHERE d.valid_from <= wanted AND d.cancelled_at IS NULL
     ORDER BY d.jurisdiction, d.dues_kind, d.category, d.valid_from DESC
  ), category AS (
    -- '' is everybody of whom no rule speaks by his category.
    SELECT h.category FROM holding h WHERE h.category IS NOT NULL UNION SELECT x.category FROM exemption x WHERE x.category IS NOT NULL
    UNION SELECT ''
  ), rule AS MATERIALIZED (
    -- A word as registers write it, R1 or r1: to make each member's lower would cost a twentieth, too.
    SELECT DISTINCT ON (k.jurisdiction, w.word, c.category) k.jurisdiction, w.word, c.category, h.no, h.method, h.own_rate,
           h.base_kind, h.base_step, h.rate_num, h.rate_den, (2 * cap.amount * h.cap_num + h.cap_den) / (2 * h.cap_den) AS cap,
           (2 * flr.amount * h.floor_num + h.floor_den) / (2 * h.floor_den) AS floor,
           free.no AS free_no, CASE WHEN h.method = 'rate' THEN low.no END AS low_no, low.parameter AS low_parameter
      FROM dues_kind k CROSS JOIN category c
     CROSS JOIN LATERAL (VALUES (k.word COLLATE "C"), (upper(k.word) COLLATE "C"), (initcap(k.word) COLLATE "C")) AS w (word)
      JOIN holding h ON h.jurisdiction = k.jurisdiction AND h.dues_kind = k.kind AND coalesce(h.category, c.category) = c.category
      LEFT JOIN param cap ON cap.jurisdiction = h.jurisdiction AND cap.name = h.cap_parameter AND cap.region = ''
      LEFT JOIN param flr ON flr.jurisdiction = h.jurisdiction AND flr.name = h.floor_parameter AND flr.region = ''
      LEFT JOIN exemption free ON free.jurisdiction = k.jurisdiction AND free.category = c.category
      LEFT JOIN exemption low ON low.jurisdiction = k.jurisdiction AND low.reason = 'below-minimum-wage'
     ORDER BY k.jurisdiction, w.word, c.category, h.category NULLS LAST
  ), owes AS (
    SELECT o.jurisdiction, array_agg(o.status) AS statuses
      FROM (SELECT DISTINCT ON (r.jurisdiction, r.status) r.* FROM owing_rule r WHERE r.cancelled_at IS NULL AND r.valid_from <= wanted
             ORDER BY r.jurisdiction, r.status, r.valid_from DESC) o
     WHERE o.owes GROUP BY o.jurisdiction
  ), own AS (
    -- A rate and a fixed amount are two resolutions: the one does not end the other.
    SELECT * FROM (SELECT DISTINCT ON (d.unit_id, d.rate_num IS NULL) d.* FROM unit_dues d WHERE d.valid_from <= wanted AND d.cancelled_at IS NULL
                    ORDER BY d.unit_id, d.rate_num IS NULL, d.valid_from DESC) d
     WHERE d.valid_to IS NULL OR d.valid_to > wanted
  ), unit AS MATERIALIZED (
    SELECT u.id, u.jurisdiction, j.default_dues_kind, o.statuses, rate.no AS rate_no, rate.rate_num, rate.rate_den, rate.cap_binds,
           fixed.no AS fixed_no, fixed.fixed_amount
      FROM unit_ref u JOIN jurisdiction j ON j.code = u.jurisdiction JOIN owes o ON o.jurisdiction = u.jurisdiction
      LEFT JOIN own rate ON rate.unit_id = u.id AND rate.rate_num IS NOT NULL
      LEFT JOIN own fixed ON fixed.unit_id = u.id AND fixed.rate_num IS NULL
     WHERE u.path >= scope_from AND u.path < scope_to
  ), pay AS (
    SELECT p.member_no, p.si_salary, p.net_pay, p.wage, p.fixed_amount, p.wage_region FROM pay_record p
     WHERE p.month = wanted AND NOT EXISTS (SELECT FROM pay_record n WHERE n.month = wanted AND n.version > 1
                                               AND n.member_no = p.member_no AND n.version > p.version)
  ), away AS MATERIALIZED (
    SELECT DISTINCT ON (a.member_no, x.jurisdiction) a.member_no, x.no, x.jurisdiction
      FROM (SELECT l.member_no, l.kind, lower(s.span) AS from_date, upper(s.span) - 1 AS to_date
              FROM (SELECT k.member_no, k.kind, range_agg(daterange(k.from_date, k.to_date, '[]')) AS spans
                      FROM (SELECT DISTINCT ON (b.member_no, b.kind, b.from_date) b.* FROM absence b
                             WHERE (b.member_no, b.kind) IN (SELECT o.member_no, o.kind FROM absence o, bounds
                                     WHERE o.from_date < next_month AND (o.to_date IS NULL OR o.to_date >= first_day))
                             ORDER BY b.member_no, b.kind, b.from_date, b.import_no DESC) k
                     WHERE NOT k.withdrawn GROUP BY k.member_no, k.kind) l
             CROSS JOIN LATERAL unnest(l.spans) AS s (span)) a
     CROSS JOIN bounds
      JOIN exemption x ON x.reason = a.kind
     WHERE a.from_date < next_month AND (a.to_date IS NULL OR a.to_date >= first_day)
       AND (a.to_date IS NULL OR a.to_date >= a.from_date + make_interval(months => x.min_months) - interval '1 day')
       AND x.part_den * (least(coalesce(a.to_date, next_month - 1), next_month - 1) - greatest(a.from_date, first_day) + 1)
           >= x.part_num * (next_month - first_day)
     ORDER BY a.member_no, x.jurisdiction, x.no
  ), owing AS (
    -- Words are ASCII; the collation of names would cost a fifth of the whole run here.
    SELECT s.member_no, u.*, coalesce(s.dues_kind, u.default_dues_kind) COLLATE "C" AS word,
           CASE WHEN (SELECT count(*) > 1 FROM category) AND s.category = ANY (ARRAY(SELECT c.category FROM category c)) THEN s.category ELSE '' END AS category
      FROM member_span s
     CROSS JOIN bounds
      JOIN unit u ON u.id = s.unit_id
     WHERE s.valid_from < next_month AND (s.valid_to IS NULL OR s.valid_to > first_day)
       AND s.status = ANY (u.statuses)
       AND (s.valid_to IS NULL OR s.valid_to >= next_month OR NOT EXISTS (
             SELECT FROM member_span later JOIN unit_ref lu ON lu.id = later.unit_id JOIN owes lo ON lo.jurisdiction = lu.jurisdiction
              WHERE later.member_no = s.member_no AND later.valid_from > s.valid_from
                AND later.valid_from < next_month AND later.status = ANY (lo.statuses)))
  ), found AS (
    SELECT o.member_no, o.id AS unit_id, r.no AS rule_no, r.method, r.cap, r.floor, r.base_step, r.rate_num, r.rate_den,
           CASE WHEN r.method = 'fixed' THEN o.fixed_no WHEN r.own_rate THEN o.rate_no END AS own_no,
           CASE WHEN r.own_rate THEN o.rate_num END AS own_num, o.rate_den AS own_den, o.cap_binds,
           CASE r.method WHEN 'fixed' THEN coalesce(pay.fixed_amount, o.fixed_amount)
             ELSE CASE r.base_kind WHEN 'si-salary' THEN pay.si_salary WHEN 'net-pay' THEN pay.net_pay
                                   WHEN 'wage' THEN pay.wage END END AS base,
           coalesce(r.free_no, away.no) AS free_no, r.low_no,
           CASE WHEN r.low_no IS NOT NULL THEN (
             SELECT CASE WHEN bool_or(m.region IN ('', pay.wage_region) AND m.amount > coalesce(pay.si_salary, pay.net_pay, pay.wage)) THEN 'free'
                         WHEN bool_or(m.region IN ('', pay.wage_region)) THEN NULL
                         WHEN count(*) = 0 OR pay.wage_region IS NOT NULL THEN 'no-minimum-wage'
                         WHEN max(m.amount) > coalesce(pay.si_salary, pay.net_pay, pay.wage) THEN 'no-wage-region' END
               FROM param m WHERE m.jurisdiction = r.jurisdiction AND m.name = r.low_parameter) END AS low
      FROM owing o
      LEFT JOIN rule r ON r.jurisdiction = o.jurisdiction AND r.word = o.word AND r.category = o.category
      LEFT JOIN pay ON pay.member_no = o.member_no
      LEFT JOIN away ON away.member_no = o.member_no AND away.jurisdiction = o.jurisdiction
  ), worked AS (
    SELECT f.*, (f.method = 'out-of-scope' OR f.free_no IS NOT NULL OR f.low = 'free') IS TRUE AS is_free,
           coalesce(f.free_no, CASE WHEN f.low = 'free' THEN f.low_no END) AS exemption_no,
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
              WHEN w.low IS NOT NULL THEN w.low
              WHEN w.common < w.floor THEN 'dues-below-floor' END,
         w.floor
    FROM worked w
$$;
