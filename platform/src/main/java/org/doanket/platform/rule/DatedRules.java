package org.doanket.platform.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/**
 * What is the same of all dated rules: a row holds from its day on, until another of the same begins. It is set for a day to come, and by those
 * above all whom it binds; what has begun was applied and stays; what has not can be taken back, and stays on record with the reason.
 */
@ApplicationScoped
@Transactional
public class DatedRules {

    private static final int MOST_YEARS = 100;

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    @Inject
    DatedRules(AgroalDataSource dataSource, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    private record Keyed<V>(String key, V rule) {
    }

    /** Whose rule it is, and whether it can still be taken back. */
    private record Standing(String jurisdiction, LocalDate validFrom, OffsetDateTime cancelledAt) {
    }

    /**
     * A role reaches down, never sideways: the top of one tree sets nothing for another.
     *
     * @throws Problem 403 unless the caller holds the role for the installation, or at the top of that jurisdiction's tree
     */
    public void requireTop(String jurisdiction) {
        UnitScope scope = caller.scope();
        boolean isTop = scope.unit() == null || scope.isTop() && tree.find(scope.unit()).filter(unit -> jurisdiction == null
                ? tree.isOnly(unit.jurisdiction()) : unit.jurisdiction().equals(jurisdiction)).isPresent();
        if (!isTop) {
            throw Problem.forbidden("rules-at-the-top-only");
        }
    }

    /** The same for what holds in all jurisdictions: a top only where there is no other jurisdiction. */
    public void requireTop() {
        requireTop(null);
    }

    /** Whether a rule of that day was applied already. @param jurisdiction null: of all of them, so it has begun where a day begins first */
    public boolean hasBegun(LocalDate validFrom, String jurisdiction) {
        return !validFrom.isAfter(today(jurisdiction));
    }

    /** @throws Problem 409 for a row that was cancelled, or has begun */
    public void requireStanding(LocalDate validFrom, OffsetDateTime cancelledAt, String jurisdiction) {
        if (cancelledAt != null) {
            throw Problem.conflict("rule-cancelled-already");
        }
        if (hasBegun(validFrom, jurisdiction)) {
            throw Problem.conflict("rule-begun-already", validFrom);
        }
    }

    /** None for a day to come, not too far off. */
    public List<Fault> faults(LocalDate day, String jurisdiction, String pointer) {
        boolean isToCome = !hasBegun(day, jurisdiction) && !day.isAfter(today(jurisdiction).plusYears(MOST_YEARS));
        return isToCome ? List.of() : List.of(Fault.at(pointer, "day-to-come"));
    }

    /** Begins a row of a jurisdiction's rules. @throws Problem 403 not at its top */
    public <V> RuleSetting<V> setting(RuleTable<V> table, RuleSource source) {
        return atTop(table, source.jurisdiction(), source.validFrom(), source.citation(), source.verified(), "/source/validFrom");
    }

    /** The same where the request has these fields beside the others. @param jurisdiction null: of all of them */
    public <V> RuleSetting<V> setting(RuleTable<V> table, String jurisdiction, LocalDate validFrom, String citation, boolean verified) {
        return atTop(table, jurisdiction, validFrom, citation, verified, "/validFrom");
    }

    /** Begins a row of a unit's own rules, for a caller who has been found to reach the unit. */
    public <V> RuleSetting<V> settingOf(UUID unit, RuleTable<V> table, LocalDate validFrom, String citation, boolean verified) {
        return new RuleSetting<>(this, table, unit, validFrom, citation, verified).with("unit_id", unit);
    }

    private <V> RuleSetting<V> atTop(RuleTable<V> table, String jurisdiction, LocalDate validFrom, String citation, boolean verified, String pointer) {
        requireTop(jurisdiction);
        RuleSetting<V> setting = new RuleSetting<>(this, table, null, validFrom, citation, verified);
        if (table.isOfJurisdictions()) {
            setting.with("jurisdiction", jurisdiction);
        }
        return table.backDays() ? setting : setting.refuse(faults(validFrom, jurisdiction, pointer));
    }

    <V> V keep(RuleSetting<V> setting) {
        RuleTable<V> table = setting.table();
        UUID id = Ids.next();
        Map<String, Object> fields = setting.fields();
        List<Object> values = new ArrayList<>(fields.values());
        values.add(id);
        // Two who set the same at once: the index lets one of them through, and the other writes no row.
        if (Sql.of("INSERT INTO " + table.name() + " (" + String.join(", ", fields.keySet()) + ", id) VALUES (" + "?, ".repeat(fields.size())
                + "?) ON CONFLICT DO NOTHING", values.toArray()).run(dataSource) == 0) {
            throw Problem.conflict("rule-begin-taken", setting.validFrom());
        }
        audit.record(table.noun() + "-set", "rule", id, setting.unit(), setting.citation());
        return one(table, id);
    }

    /** @throws Problem 404 no such row; 403 not at the top; 409 it has begun, or was cancelled before */
    public <V> V cancel(RuleTable<V> table, UUID id, RuleCancellation command) {
        Standing standing = standing(table, id);
        requireTop(standing.jurisdiction());
        return cancel(table, id, standing, null, command);
    }

    /** The same of a unit's own rules, for a caller who has been found to reach the unit. */
    public <V> V cancelOf(UUID unit, RuleTable<V> table, UUID id, RuleCancellation command) {
        return cancel(table, id, standing(table, id), unit, command);
    }

    private <V> V cancel(RuleTable<V> table, UUID id, Standing standing, UUID unit, RuleCancellation command) {
        requireStanding(standing.validFrom(), standing.cancelledAt(), standing.jurisdiction());
        // Of two who cancel it at once the second finds it cancelled.
        if (Sql.of("UPDATE " + table.name() + " SET cancelled_at = ?, cancelled_why = ? WHERE id = ? AND cancelled_at IS NULL", clock.instant(), command.why(),
                id).run(dataSource) == 0) {
            throw Problem.conflict("rule-cancelled-already");
        }
        audit.record(table.noun() + "-cancelled", "rule", id, unit, command.why());
        return one(table, id);
    }

    @Unscoped("rules are the same for every unit")
    public <V> Page<V> page(RuleTable<V> table, RuleFilter filter, PageRequest page) {
        return page(table, filter, Map.of(), page);
    }

    /** @param equal columns by which it is narrowed, each with its value; a null narrows nothing */
    @Unscoped("as above")
    public <V> Page<V> page(RuleTable<V> table, RuleFilter filter, Map<String, ?> equal, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = filter.asOf == null ? table.select() : table.selectAsOf(filter.asOf);
        sql.given(table.isOfJurisdictions() ? filter.jurisdiction : null, "AND r.jurisdiction = ?");
        equal.forEach((column, value) -> sql.given(value, "AND r." + column + " = ?"));
        List<Keyed<V>> rows = sql.given(after == null ? null : after.text(0), "AND " + table.key() + " > ?").add("ORDER BY rule_key LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new Keyed<>(row.getString("rule_key"), table.reader().read(row)));
        Page<Keyed<V>> cut = Page.cut(rows, page.limit, row -> Cursor.of(row.key()));
        return new Page<>(cut.items().stream().map(Keyed::rule).toList(), cut.next());
    }

    /** @throws Problem 404 no such row */
    @Unscoped("as above")
    public <V> V one(RuleTable<V> table, UUID id) {
        return table.select().add("AND r.id = ?", id).first(dataSource, table.reader()).orElseThrow(() -> Problem.notFound(table.noun()));
    }

    private Standing standing(RuleTable<?> table, UUID id) {
        return Sql.of("SELECT " + (table.isOfJurisdictions() ? "jurisdiction" : "NULL") + ", valid_from, cancelled_at FROM " + table.name() + " WHERE id = ?", id)
                .first(dataSource, row -> new Standing(row.getString(1), row.getObject(2, LocalDate.class), row.getObject(3, OffsetDateTime.class)))
                .orElseThrow(() -> Problem.notFound(table.noun()));
    }

    private LocalDate today(String jurisdiction) {
        return jurisdiction == null ? Zones.today(clock) : Zones.today(clock, jurisdiction);
    }
}
