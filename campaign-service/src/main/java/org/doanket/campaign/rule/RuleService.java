package org.doanket.campaign.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.rule.RuleQueries.Kind;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Sets rules for days to come, and takes back those that have not begun. They hold for all units, so only the top of the tree may. */
@ApplicationScoped
@Transactional
public class RuleService {

    private static final int MOST_YEARS = 100;

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    RuleService(AgroalDataSource dataSource, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(RuleCommand.Set command) {
        RuleCommand.Source source = command.source();
        requireTop(source.jurisdiction());
        refuseWhatHasBegun(source);
        UUID id = Ids.next();
        if (command instanceof RuleCommand.SetLights lights) {
            keep(Kind.LIGHTS, id, source, "amber_from, green_from", lights.amberFrom(), lights.greenFrom());
        } else if (command instanceof RuleCommand.SetReporting reporting) {
            keep(Kind.REPORTING, id, source, "period, cut_off, due_after", reporting.period(), reporting.cutOff(), reporting.dueAfter());
        } else if (command instanceof RuleCommand.SetMeeting meeting) {
            keep(Kind.MEETING, id, source, "kind, quorum_num, quorum_den, majority_num, majority_den", meeting.kind(), meeting.quorum().numerator(),
                    meeting.quorum().denominator(), meeting.majority().numerator(), meeting.majority().denominator());
        } else if (command instanceof RuleCommand.SetInterest interest) {
            keep(Kind.INTEREST, id, source, "own_unit, held", interest.ownUnit(), interest.held());
        }
        return id;
    }

    private void keep(Kind kind, UUID id, RuleCommand.Source source, String columns, Object... values) {
        List<Object> row = new ArrayList<>(List.of(id, source.jurisdiction(), source.validFrom(), source.citation(), source.verified(), caller.subject()));
        row.addAll(Arrays.asList(values));
        // Two who set the same at once: the index lets one of them through, and the other writes no row.
        int kept = Sql.of("INSERT INTO " + kind.table + " (id, jurisdiction, valid_from, citation, verified, set_by, " + columns + ") VALUES (?"
                + ", ?".repeat(row.size() - 1) + ") ON CONFLICT (jurisdiction" + kind.about + ", valid_from) WHERE cancelled_at IS NULL DO NOTHING",
                row.toArray()).run(dataSource);
        if (kept == 0) {
            throw Problem.conflict("rule-begin-taken", source.validFrom());
        }
        audit.record(kind.noun() + "-set", kind.noun(), id, null, source.citation());
    }

    void cancel(Kind kind, UUID id, RuleCommand.Cancel command) {
        Row rule = Row.of(dataSource, kind.table, kind.noun(), "id = ?", id);
        requireTop(rule.jurisdiction());
        cancel(kind.table, kind.noun(), null, rule, command, "id = ?", id);
    }

    /** Who has found that the caller may set such a rule comes here for what is the same of all: it is on record, and has not begun. @param unit whose it is */
    public void cancel(String table, String noun, UUID unit, RuleCommand.Cancel command, String where, Object... key) {
        cancel(table, noun, unit, Row.of(dataSource, table, noun, where, key), command, where, key);
    }

    private void cancel(String table, String noun, UUID unit, Row rule, RuleCommand.Cancel command, String where, Object... key) {
        if (rule.cancelledAt() != null) {
            throw Problem.conflict("rule-cancelled-already");
        }
        if (hasBegun(rule.jurisdiction(), rule.validFrom())) {
            throw Problem.conflict("rule-begun-already", rule.validFrom());
        }
        Sql.of("UPDATE " + table + " SET cancelled_at = ?, cancelled_why = ? WHERE", clock.instant(), command.why()).add(where, key).run(dataSource);
        audit.record(noun + "-cancelled", noun, rule.key(), unit, command.why());
    }

    /** The row of a rule, held against another who cancels it too. */
    private record Row(String jurisdiction, LocalDate validFrom, OffsetDateTime cancelledAt, String key) {

        static Row of(AgroalDataSource source, String table, String noun, String where, Object... key) {
            String name = String.join("/", Arrays.stream(key).map(Object::toString).toList());
            Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1981))", table + "/" + name).run(source);
            return Sql.of("SELECT jurisdiction, valid_from, cancelled_at FROM " + table + " WHERE").add(where, key).first(source, row -> new Row(row.getString(1),
                    row.getObject(2, LocalDate.class), row.getObject(3, OffsetDateTime.class), name)).orElseThrow(() -> Problem.notFound(noun));
        }
    }

    /** @throws Problem 403 unless the caller holds the role for the installation, or at the top of that jurisdiction's tree */
    public void requireTop(String jurisdiction) {
        boolean isTop = caller.unit() == null || tree.find(caller.unit()).filter(unit -> unit.parentId() == null
                && unit.jurisdiction().equals(jurisdiction)).isPresent();
        if (!isTop) {
            throw Problem.forbidden("rules-at-the-top-only");
        }
    }

    /** Whether a rule of that day was applied already. */
    public boolean hasBegun(String jurisdiction, LocalDate validFrom) {
        return !validFrom.isAfter(Zones.today(clock, jurisdiction));
    }

    private void refuseWhatHasBegun(RuleCommand.Source source) {
        if (hasBegun(source.jurisdiction(), source.validFrom())
                || source.validFrom().isAfter(Zones.today(clock, source.jurisdiction()).plusYears(MOST_YEARS))) {
            throw Problem.invalid(List.of(Fault.at("/source/validFrom", "day-to-come")));
        }
    }
}
