package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.grant.GrantGuards.Candidate;
import org.doanket.finance.grant.GrantView.Grant;
import org.doanket.finance.grant.GrantView.GrantList;
import org.doanket.finance.grant.GrantView.Wrong;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Lists for Tet and other feasts: all members of it in one act, or none, and everything that is wrong at once. */
@ApplicationScoped
@Transactional
public class GrantListService {

    private final AgroalDataSource dataSource;
    private final GrantQueries queries;
    private final GrantRuleQueries rules;
    private final GrantGuards guards;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    GrantListService(AgroalDataSource dataSource, GrantQueries queries, GrantRuleQueries rules, GrantGuards guards, UnitTree tree,
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

    /** @return the list, or of a preview what it would be, with what is wrong */
    public GrantList make(GrantCommand.MakeList command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        LocalDate today = Zones.today(clock, unit.jurisdiction());
        LocalDate on = command.on() == null ? today : command.on();
        GrantGuards.requireOpenYear(on, today);
        Grant grant = rules.inForce(unit.id(), command.grant(), on).orElseThrow(() -> GrantProblems.noSuchGrant(command.grant(), on));
        guards.lock(grant.code(), on.getYear());
        List<Fault> faults = new ArrayList<>();
        if (!grant.evidence().isEmpty()) {
            faults.add(Fault.at("/grant", "grant-needs-papers", Map.of("rule", grant.citation())));
        }
        List<Candidate> candidates = candidates(unit, grant, command.members(), faults);
        faults.addAll(guards.faults(unit, grant, on.getYear(), on, candidates, List.of()));
        if (command.preview()) {
            return preview(command, grant, on, candidates, faults);
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO grant_list (id, unit_id, code, year, applied_on, note, currency, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id, unit.id(), grant.code(), on.getYear(), on, command.note(), grant.cash().currency(), caller.subject()).run(dataSource);
        Sql.of("INSERT INTO grant_application (id, unit_id, member_no, list_id, rule_id, code, year, applied_on, cash, in_kind, currency, "
                + "reason, state, created_by, submitted_by) SELECT uuidv7(), ?, m.no, ?, ?, ?, ?, ?, x.cash, x.in_kind, ?, "
                + "coalesce(x.note, ''), 'submitted', ?, ? FROM unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::text[]) AS x (member, "
                + "cash, in_kind, note) JOIN member_ref m ON m.id = x.member", unit.id(), id, grant.id(), grant.code(), on.getYear(), on,
                grant.cash().currency(), caller.subject(), caller.subject(), Sql.column(candidates, Candidate::member),
                Sql.column(candidates, Candidate::cash), Sql.column(candidates, Candidate::inKind), Sql.column(command.members(),
                GrantCommand.ListEntry::note)).run(dataSource);
        audit.record("grant-list-submitted", "grant-list", id, unit.id(), null);
        return queries.list(caller.scope(), id).orElseThrow();
    }

    /** Codes are looked up all at once. Who is not found stays on the list as nobody, so that the guards name the place. */
    private List<Candidate> candidates(UnitRef unit, Grant grant, List<GrantCommand.ListEntry> members, List<Fault> faults) {
        List<UUID> known = Sql.of("SELECT CASE WHEN x.id IS NULL THEN c.id ELSE i.id END AS id FROM unnest(?::uuid[], ?::text[]) WITH "
                + "ORDINALITY AS x (id, code, place) LEFT JOIN member_ref i ON i.id = x.id AND i.unit_id = ? LEFT JOIN (SELECT code, "
                + "min(id::text)::uuid AS id FROM member_ref WHERE unit_id = ? GROUP BY code HAVING count(*) = 1) c ON c.code = x.code "
                + "ORDER BY x.place", Sql.column(members, GrantCommand.ListEntry::member),
                Sql.column(members, GrantCommand.ListEntry::code), unit.id(), unit.id())
                .list(dataSource, row -> row.getObject("id", UUID.class));
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            GrantCommand.ListEntry entry = members.get(i);
            String pointer = "/members/" + i;
            if ((entry.member() == null) == (entry.code() == null)) {
                faults.add(Fault.at(pointer, "grant-member-or-code"));
            }
            Money cash = GrantGuards.part(faults, pointer + "/cash", grant, entry.cash(), grant.cash());
            Money inKind = GrantGuards.part(faults, pointer + "/inKind", grant, entry.inKind(), grant.inKind());
            if (cash.amount() + inKind.amount() <= 0) {
                faults.add(Fault.at(pointer + "/cash/amount", "positive"));
            }
            candidates.add(new Candidate(pointer, known.get(i) == null ? Ids.next() : known.get(i), cash.amount(), inKind.amount()));
        }
        return candidates;
    }

    private static GrantList preview(GrantCommand.MakeList command, Grant grant, LocalDate on, List<Candidate> candidates,
            List<Fault> faults) {
        Locale language = Language.current();
        String currency = grant.cash().currency();
        long cash = candidates.stream().mapToLong(Candidate::cash).sum();
        long inKind = candidates.stream().mapToLong(Candidate::inKind).sum();
        List<Wrong> wrong = faults.stream().map(fault -> new Wrong(fault.pointer(), fault.code(), Messages.text(language, "fault."
                + fault.code(), fault.places()))).toList();
        return new GrantList(null, command.unit(), grant.code(), on.getYear(), on, command.note(), candidates.size(),
                new Money(cash, currency), new Money(inKind, currency), "preview", grant.levelsUp(cash + inKind), null, null, wrong, null);
    }
}
