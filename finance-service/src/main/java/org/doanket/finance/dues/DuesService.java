package org.doanket.finance.dues;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.finance.Months;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
public class DuesService {

    /** A run that was asked for, and the job that does it. */
    public record Started(UUID run, UUID job) {
    }

    /** The rules whose rate a unit may raise, if all of them ask for more than a rate. */
    private static final String LOWER = """
        SELECT string_agg(DISTINCT r.citation, '; ') AS citation FROM (SELECT ?::bigint AS num, ?::bigint AS den) asked
         CROSS JOIN (SELECT DISTINCT ON (d.dues_kind, d.category) d.* FROM dues_rule d
                      WHERE d.jurisdiction = ? AND d.valid_from <= ? AND d.cancelled_at IS NULL
                      ORDER BY d.dues_kind, d.category, d.valid_from DESC) r
         WHERE r.own_rate AND r.method = 'rate' HAVING bool_and(asked.num * r.rate_den < r.rate_num * asked.den)""";

    private final AgroalDataSource dataSource;
    private final RuleQueries rules;
    private final DuesRateQueries rates;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    DuesService(AgroalDataSource dataSource, RuleQueries rules, DuesRateQueries rates, Jobs jobs, UnitTree tree, Caller caller, AuditTrail audit,
            Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.rates = rates;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Started start(DuesCommand.Run command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        if (command.mode().equals("post")) {
            Months.requireBegun(command.month(), unit.jurisdiction(), clock);
            requireRuled(command.month(), unit.jurisdiction());
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO dues_run (id, unit_id, month, mode, created_by) VALUES (?, ?, ?, ?, ?)", id, unit.id(),
                command.month().atDay(1), command.mode(), caller.subject()).run(dataSource);
        audit.record("dues-run-started", "dues-run", id, unit.id(), command.mode());
        return new Started(id, jobs.submit(DuesRunJob.KIND, unit.id(), new DuesRunJob.Parameters(id)));
    }

    @Transactional
    public UUID resolve(DuesCommand.Resolve command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        String currency = rules.currencyOf(unit.jurisdiction());
        if (command.fixedAmount() != null && !command.fixedAmount().currency().equals(currency)) {
            throw DuesProblems.wrongCurrency(currency);
        }
        requireNotLower(command, unit.jurisdiction());
        UUID id = Ids.next();
        int added = Sql.of("INSERT INTO unit_dues (id, unit_id, valid_from, rate_num, rate_den, cap_binds, fixed_amount, resolution) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit_id, (rate_num IS NULL), valid_from) WHERE cancelled_at IS NULL DO NOTHING", id, unit.id(), command.validFrom(),
                command.rate() == null ? null : command.rate().numerator(),
                command.rate() == null ? null : command.rate().denominator(), command.capBinds() == null || command.capBinds(),
                command.fixedAmount() == null ? null : command.fixedAmount().amount(), command.resolution()).run(dataSource);
        if (added == 0) {
            throw DuesProblems.rateTaken();
        }
        audit.record("dues-rate-resolved", "unit", unit.id(), unit.id(), command.resolution());
        return id;
    }

    /** Before the first rule nobody owes anything, and each month that is posted is a table of its own. */
    private void requireRuled(YearMonth month, String jurisdiction) {
        if (Sql.of("SELECT 1 FROM dues_rule WHERE jurisdiction = ? AND valid_from <= ? AND cancelled_at IS NULL LIMIT 1", jurisdiction, month.atEndOfMonth())
                .first(dataSource, row -> true).isEmpty()) {
            throw DuesProblems.beforeRules(month);
        }
    }

    /** A rate that is lower than every one that it could take the place of would never be applied. */
    private void requireNotLower(DuesCommand.Resolve command, String jurisdiction) {
        if (command.rate() == null) {
            return;
        }
        Sql.of(LOWER, command.rate().numerator(), command.rate().denominator(), jurisdiction, command.validFrom())
                .first(dataSource, row -> row.getString("citation")).ifPresent(citation -> {
                    throw DuesProblems.rateTooLow(citation);
                });
    }

    /** Only for days to come, and only earlier than it would end anyway: what was applied stays. */
    @Transactional
    public void end(UUID id, DuesCommand.EndResolution command) {
        DuesRateView rate = locked(id);
        LocalDate today = Zones.today(clock, tree.require(rate.unit(), caller.scope()).jurisdiction());
        boolean isEarlier = rate.validTo() == null || command.validTo().isBefore(rate.validTo());
        if (!command.validTo().isAfter(today) || !command.validTo().isAfter(rate.validFrom()) || !isEarlier) {
            throw DuesProblems.rateCannotEnd(command.validTo());
        }
        Sql.of("UPDATE unit_dues SET valid_to = ?, ended_why = ? WHERE id = ?", command.validTo(), command.why(), id).run(dataSource);
        audit.record("dues-rate-ended", "unit", rate.unit(), rate.unit(), command.why());
    }

    /** A wrong one, to be resolved anew, as long as nobody was charged by it; after that it can only end, or another one follow it. */
    @Transactional
    public void cancel(UUID id, DuesCommand.CancelResolution command) {
        DuesRateView rate = locked(id);
        boolean isApplied = Sql.of("SELECT 1 FROM charge c JOIN unit_dues d ON d.no = c.unit_dues_no WHERE d.id = ? AND c.unit_id = ? LIMIT 1", id,
                rate.unit()).first(dataSource, row -> true).orElse(false);
        if (isApplied) {
            throw DuesProblems.rateApplied();
        }
        Sql.of("UPDATE unit_dues SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id).run(dataSource);
        audit.record("dues-rate-cancelled", "unit", rate.unit(), rate.unit(), command.why());
    }

    /** Locked first and read after: of two who end or cancel it the second sees what the first has done. */
    private DuesRateView locked(UUID id) {
        Sql.of("SELECT FROM unit_dues WHERE id = ? FOR UPDATE", id).run(dataSource);
        DuesRateView rate = rates.rate(caller.scope(), id).orElseThrow(() -> Problem.notFound("dues-rate"));
        if (rate.cancelledAt() != null) {
            throw DuesProblems.rateCancelled();
        }
        return rate;
    }
}
