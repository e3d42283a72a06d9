package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/** The statements by which the fund is declared and received: what came is kept, and booked at once in the books that it concerns. */
@ApplicationScoped
class FundBatch {

    /** @param unit in whose books a month is owed that was not declared before; @param held apart there, for want of a union */
    record Declared(UUID id, long employer, LocalDate month, UUID unit, boolean held, String currency, long payroll, int headCount,
            int organisationMembers, UUID rule, long assessed, String note, LocalDate day, String by) {
    }

    /**
     * @param reverses the receipt that it takes back, by an amount below zero; null for one that stands for itself
     * @param line     number of the bank's line that brought it, and {@code request} the payment request that it names; or null
     */
    record Received(UUID id, long employer, UUID unit, long amount, String currency, LocalDate day, String source, String account,
            UUID reverses, String note, Long line, UUID request) {
    }

    /** Numbers of receipts, both inclusive. */
    record Range(long from, long to) {
    }

    private static final String DECLARE = """
        WITH input AS (SELECT ?::uuid AS id, ?::bigint AS employer, ?::date AS month, ?::uuid AS unit, ?::boolean AS held,
                 ?::text AS currency, ?::bigint AS payroll, ?::int AS heads, ?::int AS organised, ?::uuid AS rule, ?::bigint AS assessed,
                 ?::text AS note, ?::date AS day, ?::text AS by
        ), known AS (SELECT m.* FROM fund_month m JOIN input i ON m.employer_no = i.employer AND m.month = i.month
        ), declared AS (
          INSERT INTO fund_declaration (id, employer_no, unit_id, month, payroll, head_count, organisation_members, rule_no, assessed,
                                        difference, currency, note, recorded_by)
          SELECT i.id, i.employer, coalesce(k.unit_id, i.unit), i.month, i.payroll, i.heads, i.organised, r.no, i.assessed,
                 i.assessed - coalesce(k.assessed, 0), i.currency, i.note, i.by
            FROM input i JOIN fund_rule r ON r.id = i.rule LEFT JOIN known k ON true
          RETURNING *
        ), changed AS (
          INSERT INTO fund_month AS m (employer_no, month, unit_id, held, currency, payroll, head_count, organisation_members, assessed,
                                       due_on)
          SELECT i.employer, i.month, i.unit, i.held, i.currency, i.payroll, i.heads, i.organised, i.assessed,
                 fund_due_on(i.employer, i.month)
            FROM input i
          ON CONFLICT (employer_no, month) DO UPDATE SET payroll = excluded.payroll, head_count = excluded.head_count,
             organisation_members = excluded.organisation_members, assessed = excluded.assessed, version = m.version + 1
          RETURNING held
        ), line AS (
          SELECT d.unit_id AS unit, 'fund-declared' AS kind, d.month, 'declaration ' || d.no AS source, i.day, l.account, l.amount,
                 d.currency
            FROM declared d CROSS JOIN changed c CROSS JOIN input i
           CROSS JOIN LATERAL (VALUES ('1389', d.difference), (CASE WHEN c.held THEN '3383' ELSE '5112' END, -d.difference))
                 AS l (account, amount)
        )""" + FundBooks.ENTRIES;

    private static final String RECEIVE = """
        WITH input AS (SELECT i.*, ?::text AS by
            FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::bigint[], ?::text[], ?::date[], ?::text[], ?::text[], ?::uuid[], ?::text[],
                        ?::bigint[], ?::uuid[])
              AS i (id, employer, unit, amount, currency, day, source, account, reverses, note, line, request)
        ), received AS (
          INSERT INTO fund_receipt (id, employer_no, unit_id, amount, currency, day, source, account, reverses_id, note, line_no,
                                    request_id, booked_by)
          SELECT id, employer, unit, amount, currency, day, source, account, reverses, note, line, request, by FROM input RETURNING *
        ), line AS (
          SELECT r.unit_id AS unit, 'fund-receipt' AS kind, NULL::date AS month, 'fund receipt ' || r.no AS source, r.day, l.account,
                 l.amount, r.currency
            FROM received r CROSS JOIN LATERAL (VALUES (r.account, r.amount), ('33831', -r.amount)) AS l (account, amount)
        )""" + FundBooks.ENTRIES;

    void declare(Connection connection, Declared what) throws SQLException {
        Sql.of(DECLARE, what.id(), what.employer(), what.month(), what.unit(), what.held(), what.currency(), what.payroll(),
                what.headCount(),
                what.organisationMembers(), what.rule(), what.assessed(), what.note(), what.day(), what.by()).run(connection);
    }

    void receive(Connection connection, List<Received> receipts, String by) throws SQLException {
        Sql.of(RECEIVE, by, Sql.column(receipts, Received::id), Sql.column(receipts, Received::employer),
                Sql.column(receipts, Received::unit), Sql.column(receipts, Received::amount), Sql.column(receipts, Received::currency),
                Sql.column(receipts, Received::day), Sql.column(receipts, Received::source), Sql.column(receipts, Received::account),
                Sql.column(receipts, Received::reverses), Sql.column(receipts, Received::note), Sql.column(receipts, Received::line),
                Sql.column(receipts, Received::request)).run(connection);
    }

    /** In which numbers these stand; others may stand between them. */
    Range numbers(Connection connection, List<Received> receipts) throws SQLException {
        return Sql.of("SELECT min(no), max(no) FROM fund_receipt WHERE id = ANY (?::uuid[])",
                (Object) Sql.column(receipts, Received::id)).first(connection, row -> new Range(row.getLong(1), row.getLong(2)))
                .orElseThrow();
    }
}
