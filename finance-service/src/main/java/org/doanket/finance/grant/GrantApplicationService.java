package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.finance.grant.GrantGuards.Candidate;
import org.doanket.finance.grant.GrantView.Application;
import org.doanket.finance.grant.GrantView.Evidence;
import org.doanket.finance.grant.GrantView.Grant;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Applications of one person: by himself, or by an officer for him. A draft until it is submitted with the papers that its kind wants. */
@ApplicationScoped
@Transactional
public class GrantApplicationService {

    private static final Set<String> STAFF = Set.of(Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR);

    private final AgroalDataSource dataSource;
    private final GrantQueries queries;
    private final GrantRuleQueries rules;
    private final GrantGuards guards;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    GrantApplicationService(AgroalDataSource dataSource, GrantQueries queries, GrantRuleQueries rules, GrantGuards guards, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.guards = guards;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who the caller may ask about: anybody in his scope for staff, himself for a member. @throws Problem 404 */
    public UUID person(UUID asked) {
        if (caller.roles().stream().anyMatch(STAFF::contains)) {
            return asked;
        }
        UUID self = caller.member();
        if (self == null || asked != null && !asked.equals(self)) {
            throw Problem.notFound("member");
        }
        return self;
    }

    /** @throws Problem 404 for what is not the caller's to see */
    public Application find(UUID id) {
        Application found = queries.application(caller.scope(), id).orElseThrow(() -> Problem.notFound("grant-application"));
        if (!caller.roles().stream().anyMatch(STAFF::contains) && !found.member().equals(caller.member())) {
            throw Problem.notFound("grant-application");
        }
        return found;
    }

    public Application apply(GrantCommand.Apply command) {
        UUID person = person(command.member());
        record Place(long no, UUID unit) {
        }
        Place place = Sql.of("SELECT no, unit_id FROM member_ref WHERE id = ?", person).first(dataSource, row -> new Place(row.getLong(1),
                row.getObject(2, UUID.class))).orElseThrow(() -> Problem.notFound("member"));
        UnitRef unit = tree.require(place.unit(), caller.scope());
        LocalDate today = Zones.today(clock, unit.jurisdiction());
        LocalDate on = command.on() == null ? today : command.on();
        GrantGuards.requireOpenYear(on, today);
        Grant grant = rules.inForce(unit.id(), command.grant(), on).orElseThrow(() -> GrantProblems.noSuchGrant(command.grant(), on));
        List<Fault> faults = new ArrayList<>();
        Money cash = GrantGuards.part(faults, "/cash", grant, command.cash(), grant.cash());
        Money inKind = GrantGuards.part(faults, "/inKind", grant, command.inKind(), grant.inKind());
        refuse(faults, cash, inKind);
        UUID id = Ids.next();
        Sql.of("INSERT INTO grant_application (id, unit_id, member_no, rule_id, code, year, applied_on, cash, in_kind, currency, reason, "
                + "state, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?)", id, unit.id(), place.no(), grant.id(),
                grant.code(), on.getYear(), on, cash.amount(), inKind.amount(), cash.currency(), command.reason(), caller.subject())
                .run(dataSource);
        return recorded("grant-drafted", id, unit.id());
    }

    public Application amend(UUID id, GrantCommand.Amend command, String ifMatch) {
        Application before = inState(id, "draft", "returned");
        Revision.require(ifMatch, before.version());
        Grant grant = rules.grant(before.rule()).orElseThrow();
        List<Fault> faults = new ArrayList<>();
        Money cash = GrantGuards.part(faults, "/cash", grant, command.cash(), grant.cash());
        Money inKind = GrantGuards.part(faults, "/inKind", grant, command.inKind(), grant.inKind());
        refuse(faults, cash, inKind);
        Sql.of("UPDATE grant_application SET cash = ?, in_kind = ?, reason = ?, version = version + 1 WHERE id = ?", cash.amount(),
                inKind.amount(), command.reason(), id).run(dataSource);
        return recorded("grant-amended", id, before.unit());
    }

    /** From here on it counts: for the person's year, the share of members and the quotas. All that is against it is named at once. */
    public Application submit(UUID id) {
        Application draft = find(id);
        guards.lock(draft.grant(), draft.year());
        draft = inState(id, "draft", "returned");
        Grant grant = rules.grant(draft.rule()).orElseThrow();
        List<Fault> faults = new ArrayList<>();
        Set<String> missing = new HashSet<>(grant.evidence());
        draft.evidence().stream().map(Evidence::kind).forEach(missing::remove);
        missing.stream().sorted().forEach(kind -> faults.add(Fault.at("/evidence", "grant-evidence", Map.of("kind", kind, "rule",
                grant.citation()))));
        UnitRef unit = tree.require(draft.unit(), caller.scope());
        faults.addAll(guards.faults(unit, grant, draft.year(), draft.appliedOn(), List.of(new Candidate("/member", draft.member(),
                draft.cash().amount(), draft.inKind().amount())), List.of(id)));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        Sql.of("UPDATE grant_application SET state = 'submitted', submitted_by = ?, decided_by = NULL, version = version + 1 WHERE id = ?",
                caller.subject(), id).run(dataSource);
        return recorded("grant-submitted", id, draft.unit());
    }

    Application inState(UUID id, String... states) {
        Sql.of("SELECT FROM grant_application WHERE id = ? FOR UPDATE", id).run(dataSource);
        Application found = find(id);
        if (!List.of(states).contains(found.state())) {
            throw GrantProblems.notFrom(found.state());
        }
        return found;
    }

    private static void refuse(List<Fault> faults, Money cash, Money inKind) {
        if (faults.isEmpty() && cash.amount() + inKind.amount() <= 0) {
            faults.add(Fault.at("/cash/amount", "positive"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private Application recorded(String action, UUID id, UUID unit) {
        audit.record(action, "grant-application", id, unit, null);
        return find(id);
    }
}
