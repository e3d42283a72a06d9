package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.http.Revision;
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
    private final Caller caller;
    private final AuditTrail audit;

    RegistrationWindowService(AgroalDataSource dataSource, ModelRuleQueries rules, UnitTree tree, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    /** The first time without {@code If-Match}; a change needs it. */
    public RegistrationWindowView set(UUID unit, int year, ModelCommand.OpenRegistration command, String ifMatch) {
        UnitRef ref = tree.require(unit, caller.scope());
        // Two at once: the second waits, and is told that its copy is stale.
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1976))", unit + "/" + year).run(dataSource);
        Sql.of("SELECT FROM registration_window WHERE unit_id = ? AND year = ? FOR UPDATE", unit, year).run(dataSource);
        Optional<RegistrationWindowView> before = rules.windowOf(unit, year);
        if (before.isPresent()) {
            Revision.require(ifMatch, before.get().version());
        }
        rules.windowsOver(ref, year).stream().filter(above -> !above.unit().equals(unit))
                .filter(above -> command.opens().isBefore(above.opens()) || command.closes().isAfter(above.closes())).findFirst().ifPresent(above -> {
                    throw ModelProblems.wider(above);
                });
        long version = before.map(window -> window.version() + 1).orElse(1L);
        Sql.of("INSERT INTO registration_window (unit_id, year, opens, closes, citation, version) VALUES (?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (unit_id, year) DO UPDATE SET opens = excluded.opens, closes = excluded.closes, "
                + "citation = excluded.citation, version = excluded.version",
                unit, year, command.opens(), command.closes(), command.citation(), version).run(dataSource);
        audit.record("registration-window-set", "registration-window", unit + "/" + year, unit, command.citation());
        return rules.windowOf(unit, year).orElseThrow();
    }
}
