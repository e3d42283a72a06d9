package org.doanket.campaign.clock;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Sets clocks and days off, for a whole jurisdiction: at the top of the tree only. */
@ApplicationScoped
@Transactional
public class ClockService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final AuditTrail audit;
    private final Clock clock;

    ClockService(AgroalDataSource dataSource, DatedRules rules, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    /** The first time without {@code If-Match}; a change needs it. A clock that has begun was gone by, so it ends by the next one. */
    public void set(String jurisdiction, String what, LocalDate validFrom, ClockCommand.Set command, String ifMatch) {
        rules.requireTop(jurisdiction);
        // Only clocks that something goes by: a name nobody asks for would be a rule without effect.
        if (Sql.of("SELECT 1 FROM clock_rule WHERE jurisdiction = ? AND what = ?", jurisdiction, what).first(dataSource, row -> true).isEmpty()) {
            throw Problem.notFound("clock-rule");
        }
        lock(jurisdiction, what, validFrom);
        Sql.of("SELECT version FROM clock_rule WHERE jurisdiction = ? AND what = ? AND valid_from = ?", jurisdiction, what, validFrom)
                .first(dataSource, row -> row.getLong(1)).ifPresent(version -> {
                    Revision.require(ifMatch, version);
                    if (rules.hasBegun(validFrom, jurisdiction)) {
                        throw Problem.conflict("clock-rule-in-force", validFrom);
                    }
                });
        Sql.of("INSERT INTO clock_rule (jurisdiction, what, valid_from, days, working, citation, verified) VALUES (?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (jurisdiction, what, valid_from) DO UPDATE SET days = excluded.days, working = excluded.working, "
                + "citation = excluded.citation, verified = excluded.verified, cancelled_at = NULL, cancelled_why = NULL, version = clock_rule.version + 1",
                jurisdiction, what, validFrom, command.days(), command.working(), command.citation(), command.verified()).run(dataSource);
        audit.record("clock-set", "clock-rule", jurisdiction + "/" + what + "/" + validFrom, null, command.citation());
    }

    /** Only before its day. It may be set anew in its place. */
    public void cancel(String jurisdiction, String what, LocalDate validFrom, RuleCancellation command) {
        rules.requireTop(jurisdiction);
        lock(jurisdiction, what, validFrom);
        List<OffsetDateTime> cancelled = Sql.of("SELECT cancelled_at FROM clock_rule WHERE jurisdiction = ? AND what = ? AND valid_from = ?", jurisdiction, what,
                validFrom).list(dataSource, row -> row.getObject(1, OffsetDateTime.class));
        if (cancelled.isEmpty()) {
            throw Problem.notFound("clock-rule");
        }
        rules.requireStanding(validFrom, cancelled.get(0), jurisdiction);
        Sql.of("UPDATE clock_rule SET cancelled_at = ?, cancelled_why = ?, version = version + 1 WHERE jurisdiction = ? AND what = ? AND valid_from = ?",
                clock.instant(), command.why(), jurisdiction, what, validFrom).run(dataSource);
        audit.record("clock-rule-cancelled", "clock-rule", jurisdiction + "/" + what + "/" + validFrom, null, command.why());
    }

    /** Of two who set or cancel it at once the second sees what the first has done. */
    private void lock(String jurisdiction, String what, LocalDate validFrom) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1979))", jurisdiction + "/" + what + "/" + validFrom).run(dataSource);
    }

    /** The first time without {@code If-Match}; a change needs it. */
    public void declare(String jurisdiction, LocalDate day, ClockCommand.Declare command, String ifMatch) {
        rules.requireTop(jurisdiction);
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1980))", jurisdiction + "/" + day).run(dataSource);
        Sql.of("SELECT version FROM holiday WHERE jurisdiction = ? AND day = ?", jurisdiction, day).first(dataSource, row -> row.getLong(1))
                .ifPresent(version -> Revision.require(ifMatch, version));
        Sql.of("INSERT INTO holiday (jurisdiction, day, worked, citation) VALUES (?, ?, ?, ?) ON CONFLICT (jurisdiction, day) DO UPDATE "
                + "SET worked = excluded.worked, citation = excluded.citation, version = holiday.version + 1",
                jurisdiction, day, command.worked(), command.citation()).run(dataSource);
        audit.record("holiday-declared", "holiday", jurisdiction + "/" + day, null, command.citation());
    }
}
