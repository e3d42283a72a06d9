package org.doanket.finance.dues;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
public class DuesService {

    /** A run that was asked for, and the job that does it. */
    public record Started(UUID run, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final RuleQueries rules;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    DuesService(AgroalDataSource dataSource, RuleQueries rules, Jobs jobs, UnitTree tree, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    @Transactional
    public Started start(DuesCommand.Run command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
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
        UUID id = Ids.next();
        int added = Sql.of("INSERT INTO unit_dues (id, unit_id, valid_from, rate_num, rate_den, cap_binds, fixed_amount, resolution) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit_id, valid_from) DO NOTHING", id, unit.id(), command.validFrom(),
                command.rate() == null ? null : command.rate().numerator(),
                command.rate() == null ? null : command.rate().denominator(), command.capBinds() == null || command.capBinds(),
                command.fixedAmount() == null ? null : command.fixedAmount().amount(), command.resolution()).run(dataSource);
        if (added == 0) {
            throw DuesProblems.rateTaken();
        }
        audit.record("dues-rate-resolved", "unit", unit.id(), unit.id(), command.resolution());
        return id;
    }
}
