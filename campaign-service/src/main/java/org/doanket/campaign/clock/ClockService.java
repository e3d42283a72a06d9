package org.doanket.campaign.clock;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Sets clocks and days off, for a whole jurisdiction: at the top of the tree only. */
@ApplicationScoped
@Transactional
public class ClockService {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    ClockService(AgroalDataSource dataSource, UnitTree tree, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    public void set(String jurisdiction, String what, LocalDate validFrom, ClockCommand.Set command) {
        requireTop(jurisdiction);
        // Only clocks that something goes by: a name nobody asks for would be a rule without effect.
        if (Sql.of("SELECT 1 FROM clock_rule WHERE jurisdiction = ? AND what = ?", jurisdiction, what).first(dataSource, row -> true).isEmpty()) {
            throw Problem.notFound("clock-rule");
        }
        Sql.of("INSERT INTO clock_rule (jurisdiction, what, valid_from, days, working, citation, verified) VALUES (?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (jurisdiction, what, valid_from) DO UPDATE SET days = excluded.days, working = excluded.working, "
                + "citation = excluded.citation, verified = excluded.verified", jurisdiction, what, validFrom, command.days(), command.working(),
                command.citation(), command.verified()).run(dataSource);
        audit.record("clock-set", "clock-rule", jurisdiction + "/" + what + "/" + validFrom, null, command.citation());
    }

    public void declare(String jurisdiction, LocalDate day, ClockCommand.Declare command) {
        requireTop(jurisdiction);
        Sql.of("INSERT INTO holiday (jurisdiction, day, worked, citation) VALUES (?, ?, ?, ?) ON CONFLICT (jurisdiction, day) DO UPDATE "
                + "SET worked = excluded.worked, citation = excluded.citation", jurisdiction, day, command.worked(), command.citation()).run(dataSource);
        audit.record("holiday-declared", "holiday", jurisdiction + "/" + day, null, command.citation());
    }

    private void requireTop(String jurisdiction) {
        boolean isTop = caller.unit() == null || tree.find(caller.unit()).filter(unit -> unit.parentId() == null
                && unit.jurisdiction().equals(jurisdiction)).isPresent();
        if (!isTop) {
            throw Problem.forbidden("rules-at-the-top-only");
        }
    }
}
