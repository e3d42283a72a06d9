package org.doanket.membership.charter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.charter.CharterQueries.Kind;
import org.doanket.membership.rule.RuleCommand;
import org.doanket.membership.rule.RuleService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Sets rules of membership for days to come, and takes back what has not begun; as other rules, at the top of the tree only. */
@ApplicationScoped
@Transactional
public class CharterService {

    private final AgroalDataSource dataSource;
    private final CharterQueries queries;
    private final RuleService rules;
    private final AuditTrail audit;
    private final Clock clock;

    CharterService(AgroalDataSource dataSource, CharterQueries queries, RuleService rules, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(CharterCommand command, UnitScope scope) {
        rules.requireTop(command.source().jurisdiction(), scope);
        List<Fault> faults = new ArrayList<>(rules.faults(command.source()));
        UUID id = Ids.next();
        if (command instanceof CharterCommand.SetAdmission admission) {
            requireKnown(faults, "/category", "unknown-category", queries.knowsCategory(admission.category()));
            requireKnown(faults, "/unitKind", "unknown-unit-kind",
                    admission.unitKind() == null || queries.knowsUnitKind(command.source().jurisdiction(), admission.unitKind()));
            keep(Kind.ADMISSION, id, command.source(), faults, List.of(admission.category(), admission.unitKind() == null ? "" : admission.unitKind()),
                    "is_taken", admission.taken());
        } else if (command instanceof CharterCommand.SetStatus status) {
            requireKnown(faults, "/status", "unknown-status", queries.knowsStatus(status.status()));
            for (int i = 0; i < status.fromStatuses().size(); i++) {
                requireKnown(faults, "/fromStatuses/" + i, "unknown-status", queries.knowsStatus(status.fromStatuses().get(i)));
            }
            keep(Kind.STATUS, id, command.source(), faults, List.of(status.status()), "from_statuses, needs_act, needs_reminder",
                    status.fromStatuses().stream().distinct().toArray(String[]::new), status.needsAct(), status.needsReminder());
        } else if (command instanceof CharterCommand.SetOffice office) {
            requireKnown(faults, "/position", "no-such-position",
                    queries.knowsOffice(command.source().jurisdiction(), office.bodyKind(), office.position(), office.level()));
            keep(Kind.OFFICE, id, command.source(), faults, List.of(office.bodyKind(), office.position(), office.level()), "roles",
                    (Object) office.roles().stream().distinct().sorted().toArray(String[]::new));
        } else if (command instanceof CharterCommand.SetReason reason) {
            requireKnown(faults, "/status", "unknown-status", queries.knowsStatus(reason.status()));
            keep(Kind.REASON, id, command.source(), faults, List.of(reason.status(), reason.code()), "rank, name_vi, name_en, name_zh, is_used",
                    reason.rank(), reason.name().vi(), reason.name().en(), reason.name().zh(), reason.used());
        } else if (command instanceof CharterCommand.SetRetention retention) {
            keep(Kind.RETENTION, id, command.source(), faults, List.of(retention.code()), "what_vi, what_en, what_zh, months, is_kept",
                    retention.what().vi(), retention.what().en(), retention.what().zh(), retention.months(), retention.kept());
        } else if (command instanceof CharterCommand.SetUnitKind kind) {
            setUnitKind(id, kind, faults);
        } else if (command instanceof CharterCommand.SetNationalId form) {
            requireKnown(faults, "/pattern", "bad-id-pattern", NationalIdPattern.of(form.pattern()).isPresent());
            keep(Kind.NATIONAL_ID, id, command.source(), faults, List.of(form.code()), "pattern, check_algorithm, is_used", form.pattern(),
                    form.checkAlgorithm(), form.used());
        } else if (command instanceof CharterCommand.SetReturn rule) {
            requireKnown(faults, "/formerStatus", "unknown-status", queries.knowsStatus(rule.formerStatus()));
            keep(Kind.RETURN, id, command.source(), faults, List.of(rule.formerStatus()), "may_return, years_count", rule.mayReturn(), rule.yearsCount());
        }
        return id;
    }

    /** A new kind is there with its code at once, and with a name, so that a unit may be of it, from its day on. */
    private void setUnitKind(UUID id, CharterCommand.SetUnitKind kind, List<Fault> faults) {
        String jurisdiction = kind.source().jurisdiction();
        requireKnown(faults, "/defaultCategory", "unknown-category", queries.knowsCategory(kind.defaultCategory()));
        requireKnown(faults, "/defaultDuesKind", "unknown-dues-kind",
                kind.defaultDuesKind() == null || queries.knowsDuesKind(jurisdiction, kind.defaultDuesKind()));
        requireKnown(faults, "/level", "unknown-level", queries.knowsLevel(jurisdiction, kind.level()));
        requireKnown(faults, "/level", "level-stays", queries.level(jurisdiction, kind.code()).orElse(kind.level()).equals(kind.level()));
        if (faults.isEmpty()) {
            Sql.of("INSERT INTO unit_kind_code (jurisdiction, code, level) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", jurisdiction, kind.code(), kind.level())
                    .run(dataSource);
        }
        keep(Kind.UNIT_KIND, id, kind.source(), faults, List.of(kind.code()),
                "name_vi, name_en, name_zh, default_category, default_dues_kind, has_employer, is_used", kind.name().vi(), kind.name().en(), kind.name().zh(),
                kind.defaultCategory(), kind.defaultDuesKind(), kind.hasEmployer(), kind.used());
    }

    private static void requireKnown(List<Fault> faults, String pointer, String code, boolean isKnown) {
        if (!isKnown) {
            faults.add(Fault.at(pointer, code, Map.of()));
        }
    }

    /** @param about what the rule is of, in the order of the kind's columns */
    private void keep(Kind kind, UUID id, RuleCommand.Source source, List<Fault> faults, List<String> about, String columns, Object... values) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        List<Object> row = new ArrayList<>(List.of(id, source.jurisdiction(), source.validFrom(), source.citation(), source.verified()));
        row.addAll(about);
        row.addAll(Arrays.asList(values));
        // Two who set the same at once: the index lets one of them through, and the other writes no row.
        int kept = Sql.of("INSERT INTO " + kind.table + " (id, jurisdiction, valid_from, citation, verified, " + kind.about + ", " + columns + ") VALUES (?"
                + ", ?".repeat(row.size() - 1) + ") ON CONFLICT (jurisdiction, " + kind.about + ", valid_from) WHERE cancelled_at IS NULL DO NOTHING",
                row.toArray()).run(dataSource);
        if (kept == 0) {
            throw Problem.conflict("rule-begin-taken", source.validFrom());
        }
        audit.record(kind.noun() + "-set", "rule", id, null, null);
    }

    <T extends CharterView> void cancel(Kind kind, Class<T> type, UUID id, RuleCommand.Cancel command, UnitScope scope) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?::text, 3))", id).run(dataSource);
        CharterView rule = queries.one(kind, type, id);
        rules.requireTop(rule.jurisdiction(), scope);
        if (rule.cancelledAt() != null) {
            throw Problem.conflict("rule-cancelled-already");
        }
        if (rules.hasBegun(rule.jurisdiction(), rule.validFrom())) {
            throw Problem.conflict("rule-begun-already", rule.validFrom());
        }
        Sql.of("UPDATE " + kind.table + " SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id).run(dataSource);
        audit.record(kind.noun() + "-cancelled", "rule", id, null, null);
    }
}
