package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.FourEyes;
import org.doanket.finance.ledger.LedgerView.Period;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Closes the books of a unit month by month, in their order: what comes later is booked in an open month. */
@ApplicationScoped
public class PeriodService {

    private static final String SEAL = """
        WITH sealed AS (
          SELECT * FROM seals_of(?, ?)
        ), act AS (
          INSERT INTO period_act (unit_id, month, act, at, by, entry_count, hash)
          SELECT p.unit_id, p.month, 'closed', i.at, i.by, (SELECT count(*) FROM sealed), chained(
                 (SELECT b.hash FROM period b WHERE b.unit_id = ? AND b.month < ? AND b.status = 'closed' ORDER BY b.month DESC LIMIT 1),
                 (SELECT array_agg(s.seal ORDER BY s.place) FROM sealed s))
            FROM (SELECT ?::timestamptz AS at, ?::text AS by) i, period p WHERE p.id = ?
          RETURNING *
        ), kept AS (
          INSERT INTO period_seal (act_no, place, unit_id, entry_id, seal)
          SELECT act.no, s.place, act.unit_id, s.entry_id, s.seal FROM act, sealed s
        )
        UPDATE period p SET status = 'closed', closed_at = act.at, closed_by = act.by, entry_count = act.entry_count, hash = act.hash, act_no = act.no
          FROM act WHERE p.unit_id = act.unit_id AND p.month = act.month
        RETURNING p.hash""";

    private final AgroalDataSource dataSource;
    private final LedgerQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    PeriodService(AgroalDataSource dataSource, LedgerQueries queries, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** Seals the month by a hash over its entries and the hash of the month before, so that no later change goes unseen. */
    @Transactional
    public Period close(UUID id) {
        Period period = queries.period(caller.scope(), id).orElseThrow(() -> Problem.notFound("period"));
        LocalDate month = period.month().atDay(1);
        lock(id);
        String status = Sql.of("SELECT status FROM period WHERE id = ?", id).first(dataSource, row -> row.getString(1)).orElseThrow();
        if (status.equals("closed")) {
            throw LedgerProblems.closedAlready();
        }
        LocalDate today = Zones.today(clock, tree.find(period.unit()).orElseThrow().jurisdiction());
        if (!YearMonth.from(today).isAfter(period.month())) {
            throw LedgerProblems.notOver(period.month());
        }
        Optional<YearMonth> earlier = Sql.of("SELECT month FROM period WHERE unit_id = ? AND month < ? AND status = 'open' "
                + "ORDER BY month LIMIT 1", period.unit(), month)
                .first(dataSource, row -> YearMonth.from(row.getObject(1, LocalDate.class)));
        earlier.ifPresent(open -> {
            throw LedgerProblems.earlierOpen(open);
        });
        String hash = Sql.of(SEAL, period.unit(), month, period.unit(), month, clock.instant(), caller.subject(), id)
                .first(dataSource, row -> HexFormat.of().formatHex(row.getBytes(1))).orElseThrow();
        // The audit trail is a chain of its own: who rewrites these books has to rewrite that one too.
        audit.record("period-closed", "period", id, period.unit(), hash);
        return queries.period(caller.scope(), id).orElseThrow();
    }

    /** The month that was closed last, by somebody else; its closing stays on record, and closing it again seals it anew. */
    @Transactional
    public Period reopen(UUID id, LedgerCommand.Reopen command) {
        queries.period(caller.scope(), id).orElseThrow(() -> Problem.notFound("period"));
        lock(id);
        Period period = queries.period(caller.scope(), id).orElseThrow();
        if (!period.status().equals("closed")) {
            throw LedgerProblems.openAlready();
        }
        FourEyes.require(caller, period.closedBy());
        Sql.of("SELECT month FROM period WHERE unit_id = ? AND month > ? AND status = 'closed' ORDER BY month DESC LIMIT 1", period.unit(),
                period.month().atDay(1)).first(dataSource, row -> YearMonth.from(row.getObject(1, LocalDate.class))).ifPresent(later -> {
                    throw LedgerProblems.laterClosed(later);
                });
        Sql.of("WITH act AS (INSERT INTO period_act (unit_id, month, act, at, by, why) VALUES (?, ?, 'reopened', ?, ?, ?) RETURNING no) "
                + "UPDATE period SET status = 'open', closed_at = NULL, closed_by = NULL, entry_count = NULL, hash = NULL, act_no = act.no FROM act "
                + "WHERE id = ?", period.unit(), period.month().atDay(1), clock.instant(), caller.subject(), command.why(), id)
                .run(dataSource);
        audit.record("period-reopened", "period", id, period.unit(), command.why());
        return queries.period(caller.scope(), id).orElseThrow();
    }

    /**
     * All months of the unit, for closings and openings of one unit go one by one; they wait for entries under way, which
     * hold the unit's books shared or, in batches over many units, their months, and from here on none comes in.
     */
    private void lock(UUID id) {
        Sql.of("SELECT pg_advisory_xact_lock(books_key(unit_id)) FROM period WHERE id = ?", id).run(dataSource);
        Sql.of("SELECT 1 FROM period WHERE unit_id = (SELECT unit_id FROM period WHERE id = ?) ORDER BY month FOR UPDATE", id)
                .run(dataSource);
    }
}
