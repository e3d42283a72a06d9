package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.ledger.LedgerView.Period;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Closes the books of a unit month by month, in their order, for ever: what comes later is booked in an open month. */
@ApplicationScoped
public class PeriodService {

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
        // The row lock waits for entries under way, which hold it shared; from here on none comes in.
        String status = Sql.of("SELECT status FROM period WHERE id = ? FOR UPDATE", id)
                .first(dataSource, row -> row.getString(1)).orElseThrow();
        if (status.equals("closed")) {
            throw LedgerProblems.closedAlready();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.of(tree.find(period.unit()).orElseThrow().jurisdiction()));
        if (!YearMonth.from(today).isAfter(period.month())) {
            throw LedgerProblems.notOver(period.month());
        }
        Optional<YearMonth> earlier = Sql.of("SELECT month FROM period WHERE unit_id = ? AND month < ? AND status = 'open' "
                + "ORDER BY month LIMIT 1", period.unit(), month)
                .first(dataSource, row -> YearMonth.from(row.getObject(1, LocalDate.class)));
        earlier.ifPresent(open -> {
            throw LedgerProblems.earlierOpen(open);
        });
        Sql.of("UPDATE period SET status = 'closed', closed_at = ?, closed_by = ?, entry_count = sealed.entries, hash = sealed.hash "
                + "FROM (SELECT count(DISTINCT e.no) AS entries, sha256(convert_to(coalesce((SELECT encode(b.hash, 'hex') FROM period b "
                + "WHERE b.unit_id = ? AND b.month < ? AND b.status = 'closed' ORDER BY b.month DESC LIMIT 1), '') || "
                + "coalesce(string_agg(concat_ws('|', e.no, e.id, e.kind, e.effective_date, p.line, p.account, p.amount, p.currency), "
                + "E'\\n' ORDER BY e.no, p.line), ''), 'UTF8')) AS hash FROM journal_entry e JOIN posting p ON p.entry_no = e.no "
                + "WHERE e.unit_id = ? AND e.effective_date >= ? AND e.effective_date < ?) sealed WHERE period.id = ?",
                clock.instant(), caller.subject(), period.unit(), month, period.unit(), month, month.plusMonths(1), id)
                .run(dataSource);
        audit.record("period-closed", "period", id, period.unit(), null);
        return queries.period(caller.scope(), id).orElseThrow();
    }
}
