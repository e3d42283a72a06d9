package org.doanket.membership.congress;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.body.OfficerQueries;
import org.doanket.membership.right.RightsQueries;
import org.doanket.membership.right.RightsView;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/**
 * Who may be a delegate, and how many of whom: members of the unit where they were elected, whom the rules let stand on that day and let be one now;
 * by office those who had a seat in its executive committee that day; appointed no more than the rule's share.
 */
@ApplicationScoped
class Delegates {

    private static final String RIGHT = "stand-as-delegate";
    private static final String OUTGOING = "executive-committee";

    private final AgroalDataSource dataSource;
    private final RightsQueries rights;
    private final OfficerQueries officers;
    private final ParameterQueries parameters;
    private final Clock clock;

    Delegates(AgroalDataSource dataSource, RightsQueries rights, OfficerQueries officers, ParameterQueries parameters, Clock clock) {
        this.dataSource = dataSource;
        this.rights = rights;
        this.officers = officers;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** How many there are, and how many of them appointed. */
    private record Named(long all, long appointed) {
    }

    /** @param from where they were elected; by another basis the congress's own unit. The congress is locked */
    void name(Congress congress, UnitRef unit, UnitRef from, CongressCommand.Name command) {
        List<Fault> faults = faults(congress, unit, from, command);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        Named named = Sql.of("SELECT count(*), count(*) FILTER (WHERE basis = 'appointed') FROM congress_delegate WHERE congress_id = ? AND withdrawn_on IS NULL",
                congress.id()).first(dataSource, row -> new Named(row.getLong(1), row.getLong(2))).orElseThrow();
        if (named.all() + command.memberIds().size() > congress.places()) {
            throw CongressProblems.noPlaceLeft(congress.places(), named.all());
        }
        if (command.basis().equals("appointed")) {
            requireFew(congress, unit, command, named.appointed());
        }
        Sql.of("INSERT INTO congress_delegate (id, congress_id, unit_id, member_id, basis, from_unit, act_number, chosen_on) "
                + "SELECT d.id, ?, ?, d.member_id, ?, ?::uuid, ?, ? FROM unnest(?::uuid[], ?::uuid[]) AS d (id, member_id)", congress.id(), unit.id(),
                command.basis(), command.fromUnitId(), command.actNumber(), command.chosenOn(), Sql.column(command.memberIds(), member -> Ids.next()),
                Sql.column(command.memberIds(), member -> member)).run(dataSource);
    }

    private void requireFew(Congress congress, UnitRef unit, CongressCommand.Name command, long appointed) {
        parameters.citedShare(unit.jurisdiction(), "appointed-delegates-at-most", unit.kind(), command.chosenOn()).ifPresent(most -> {
            long allowed = most.ratio().floorOf(congress.places());
            if (appointed + command.memberIds().size() > allowed) {
                throw CongressProblems.tooManyAppointed(most, congress.places(), allowed);
            }
        });
    }

    private List<Fault> faults(Congress congress, UnitRef unit, UnitRef from, CongressCommand.Name command) {
        LocalDate today = Zones.today(clock, unit.jurisdiction());
        List<Fault> faults = new ArrayList<>();
        if (command.chosenOn().isAfter(today)) {
            faults.add(Fault.at("/chosenOn", "past-or-present"));
        }
        List<UUID> members = command.memberIds();
        String[] ids = Sql.column(members, member -> member);
        UnitScope range = new UnitScope(from.id(), from.path());
        Set<UUID> there = new HashSet<>(Sql.of("SELECT id FROM member WHERE id = ANY (?::uuid[]) AND ended_on IS NULL AND path >= ? AND path < ?", ids,
                range.from(), range.to()).list(dataSource, row -> row.getObject(1, UUID.class)));
        Set<UUID> already = new HashSet<>(Sql.of("SELECT member_id FROM congress_delegate WHERE congress_id = ? AND withdrawn_on IS NULL "
                + "AND member_id = ANY (?::uuid[])", congress.id(), ids).list(dataSource, row -> row.getObject(1, UUID.class)));
        Set<UUID> seated = command.basis().equals("office") ? officers.seated(unit.id(), OUTGOING, command.chosenOn(), members) : Set.copyOf(members);
        Map<UUID, RightsView.Refusal> refused = new HashMap<>(rights.refusals(RIGHT, members, unit.jurisdiction(), today));
        refused.putAll(rights.refusals(RIGHT, members, unit.jurisdiction(), command.chosenOn()));
        for (int i = 0; i < members.size(); i++) {
            UUID member = members.get(i);
            String pointer = "/memberIds/" + i;
            RightsView.Refusal refusal = refused.get(member);
            if (!there.contains(member)) {
                faults.add(Fault.at(pointer, "no-member-of-the-unit"));
            } else if (!already.add(member)) {
                faults.add(Fault.at(pointer, "delegate-twice"));
            } else if (refusal != null && refusal.isOfNoMember()) {
                faults.add(Fault.at(pointer, "no-member-on-the-day", Map.of("day", command.chosenOn())));
            } else if (refusal != null) {
                faults.add(Fault.at(pointer, "delegate-barred", Map.of("subject", refusal.subject(), "rule", refusal.citation())));
            } else if (!seated.contains(member)) {
                faults.add(Fault.at(pointer, "delegate-without-seat", Map.of("day", command.chosenOn())));
            }
        }
        return faults;
    }

    void withdraw(UUID congress, UUID delegate, CongressCommand.Withdraw command) {
        record Open(LocalDate chosenOn, LocalDate withdrawnOn) {
        }
        Open open = Sql.of("SELECT chosen_on, withdrawn_on FROM congress_delegate WHERE congress_id = ? AND id = ?", congress, delegate)
                .first(dataSource, row -> new Open(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)))
                .orElseThrow(() -> Problem.notFound("delegate"));
        if (open.withdrawnOn() != null) {
            throw CongressProblems.withdrawn(open.withdrawnOn());
        }
        if (command.on().isBefore(open.chosenOn())) {
            throw Problem.invalid(List.of(Fault.at("/on", "delegate-before-named", Map.of("day", open.chosenOn()))));
        }
        Sql.of("UPDATE congress_delegate SET withdrawn_on = ?, withdraw_reason = ?, withdraw_act = ? WHERE id = ?", command.on(), command.reason(),
                command.actNumber(), delegate).run(dataSource);
    }

    /** Puts on record who came. @return how many were to come; @throws Problem 422 that names each of the absent who is no delegate */
    int attend(UUID congress, List<UUID> absent) {
        String[] ids = Sql.column(absent, delegate -> delegate);
        Set<UUID> known = new HashSet<>(Sql.of("SELECT id FROM congress_delegate WHERE congress_id = ? AND withdrawn_on IS NULL AND id = ANY (?::uuid[])",
                congress, ids).list(dataSource, row -> row.getObject(1, UUID.class)));
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < absent.size(); i++) {
            if (!known.remove(absent.get(i))) {
                faults.add(Fault.at("/absent/" + i, "no-delegate-of-the-congress"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return Sql.of("UPDATE congress_delegate SET attended = NOT id = ANY (?::uuid[]) WHERE congress_id = ? AND withdrawn_on IS NULL", ids, congress)
                .run(dataSource);
    }
}
