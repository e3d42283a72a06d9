package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Sets the dates of a year's registration. */
@ApplicationScoped
@Transactional
public class RegistrationWindowService {

    private final AgroalDataSource dataSource;
    private final ModelRuleQueries rules;
    private final UnitTree tree;
    private final DatedRules dated;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    RegistrationWindowService(AgroalDataSource dataSource, ModelRuleQueries rules, UnitTree tree, DatedRules dated, Caller caller, AuditTrail audit,
            Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.tree = tree;
        this.dated = dated;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** The first time without {@code If-Match}, and once it was taken back; a change needs it. */
    public RegistrationWindowView set(UUID unit, int year, ModelCommand.OpenRegistration command, String ifMatch) {
        UnitRef ref = tree.require(unit, caller.scope());
        Optional<RegistrationWindowView> before = locked(unit, year);
        before.filter(window -> window.cancelledAt() == null).ifPresent(window -> Revision.require(ifMatch, window.version()));
        rules.windowsOver(ref, year).stream().filter(above -> !above.unit().equals(unit))
                .filter(above -> command.opens().isBefore(above.opens()) || command.closes().isAfter(above.closes())).findFirst().ifPresent(above -> {
                    throw ModelProblems.wider(above);
                });
        long version = before.map(window -> window.version() + 1).orElse(1L);
        Sql.of("INSERT INTO registration_window (unit_id, year, opens, closes, citation, version) VALUES (?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (unit_id, year) DO UPDATE SET opens = excluded.opens, closes = excluded.closes, "
                + "citation = excluded.citation, version = excluded.version, cancelled_at = NULL, cancelled_why = NULL",
                unit, year, command.opens(), command.closes(), command.citation(), version).run(dataSource);
        audit.record("registration-window-set", "registration-window", unit + "/" + year, unit, command.citation());
        return rules.windowOf(unit, year).orElseThrow();
    }

    /** Before it opens: afterwards somebody has registered by it. The dates of the unit above hold again, and others may be set in its place. */
    public RegistrationWindowView cancel(UUID unit, int year, RuleCancellation command) {
        UnitRef ref = tree.require(unit, caller.scope());
        RegistrationWindowView window = locked(unit, year).orElseThrow(() -> Problem.notFound("registration-window"));
        dated.requireStanding(window.opens(), window.cancelledAt(), ref.jurisdiction());
        Sql.of("UPDATE registration_window SET cancelled_at = ?, cancelled_why = ?, version = version + 1 WHERE unit_id = ? AND year = ?", clock.instant(),
                command.why(), unit, year).run(dataSource);
        audit.record("registration-window-cancelled", "registration-window", unit + "/" + year, unit, command.why());
        return rules.windowOf(unit, year).orElseThrow();
    }

    /** Two at once: the second waits, and is told that its copy is stale. */
    private Optional<RegistrationWindowView> locked(UUID unit, int year) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1976))", unit + "/" + year).run(dataSource);
        Sql.of("SELECT FROM registration_window WHERE unit_id = ? AND year = ? FOR UPDATE", unit, year).run(dataSource);
        return rules.windowOf(unit, year);
    }
}
