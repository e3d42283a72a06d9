package org.doanket.membership.founding;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.membership.body.BodyCommand;
import org.doanket.membership.body.BodyKindQueries;
import org.doanket.membership.body.BodyKindView;
import org.doanket.membership.body.BodyService;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberService;
import org.doanket.membership.unit.UnitCommand;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Makes of a dossier what it asks for: the unit, its members, and the bodies that they have elected. Runs in its caller's transaction. */
@ApplicationScoped
class Recognition {

    private final AgroalDataSource dataSource;
    private final UnitService units;
    private final MemberService members;
    private final BodyService bodies;
    private final BodyKindQueries bodyKinds;

    Recognition(AgroalDataSource dataSource, UnitService units, MemberService members, BodyService bodies, BodyKindQueries bodyKinds) {
        this.dataSource = dataSource;
        this.units = units;
        this.members = members;
        this.bodies = bodies;
        this.bodyKinds = bodyKinds;
    }

    /** @param memberships of those who are members already: they are transferred, as they have asked for by their application */
    UUID of(FoundingView founding, List<FoundingPersonView.Open> people, List<FoundingQueries.Membership> memberships, Election election,
            FoundingCommand.Recognise command, UnitScope scope) {
        Map<UUID, UUID> held = transferable(memberships);
        UUID unit = units.found(new UnitCommand.Found(command.code(), founding.name(), founding.kind(), founding.jurisdiction(), founding.unitId(),
                command.on(), command.actNumber(), command.on(), Set.copyOf(founding.territory())), scope);
        Map<UUID, UUID> admitted = admit(people.stream().filter(person -> !held.containsKey(person.id())).toList(), unit, command, scope);
        for (FoundingPersonView.Open person : people) {
            if (held.containsKey(person.id())) {
                admitted.put(person.id(), transfer(held.get(person.id()), person, unit, command));
            }
        }
        List<Map.Entry<UUID, UUID>> known = List.copyOf(admitted.entrySet());
        Sql.of("UPDATE founding_person p SET member_id = n.member FROM unnest(?::uuid[], ?::uuid[]) AS n (person, member) WHERE p.id = n.person",
                Sql.column(known, Map.Entry::getKey), Sql.column(known, Map.Entry::getValue)).run(dataSource);
        FoundingCommand.Congress congress = founding.congress();
        form(founding, command, unit, FoundingRules.COMMITTEE, congress.seats(), congress.minutesNumber(), committee(founding, election, admitted),
                scope);
        for (FoundingCommand.Elected body : founding.meeting().bodies()) {
            if (!body.kind().equals(FoundingRules.COMMITTEE)) {
                form(founding, command, unit, body.kind(), body.seats(), founding.meeting().minutesNumber(), holders(body, admitted), scope);
            }
        }
        return unit;
    }

    /** Whoever recognises is above the new unit; where he is above the old one too, the two have nothing left to agree upon. */
    private static Map<UUID, UUID> transferable(List<FoundingQueries.Membership> memberships) {
        List<Integer> elsewhere = memberships.stream().filter(each -> each.memberId() == null).map(FoundingQueries.Membership::number).toList();
        if (!elsewhere.isEmpty()) {
            throw FoundingProblems.membersElsewhere(elsewhere);
        }
        return memberships.stream().collect(Collectors.toMap(FoundingQueries.Membership::personId, FoundingQueries.Membership::memberId));
    }

    /** @return of each person the member that he is by now */
    private Map<UUID, UUID> admit(List<FoundingPersonView.Open> people, UUID unit, FoundingCommand.Recognise command, UnitScope scope) {
        List<UUID> ids = members.admit(people.stream().map(person -> admission(person, unit, command)).toList(), scope);
        Map<UUID, UUID> admitted = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            admitted.put(people.get(i).id(), ids.get(i));
        }
        return admitted;
    }

    private static MemberCommand.Admit admission(FoundingPersonView.Open person, UUID unit, FoundingCommand.Recognise command) {
        FoundingCommand.Person file = person.file();
        return new MemberCommand.Admit(unit, null, file.fullName(), file.birthDate(), file.sex(), file.nationalId(), file.phone(), file.email(), null, null, null,
                command.on(), file.position(), person.category(), null).with(file.address(), file.contract()).by(command.actNumber(), command.on());
    }

    private UUID transfer(UUID member, FoundingPersonView.Open person, UUID unit, FoundingCommand.Recognise command) {
        members.transfer(member, unit, command.on(), command.actNumber(), person.category());
        return member;
    }

    private void form(FoundingView founding, FoundingCommand.Recognise command, UUID unit, String kind, int seats, String minutes,
            List<BodyCommand.Holder> holders, UnitScope scope) {
        bodies.form(new BodyCommand.Form(unit, kind, "elected", seats, founding.congress().name(), founding.congress().on(), minutes,
                founding.congress().on(), command.on(), null, command.actNumber(), holders), scope);
    }

    /** Who was elected to the committee, by the office that its first meeting gave them; the others simply sit in it. */
    private List<BodyCommand.Holder> committee(FoundingView founding, Election election, Map<UUID, UUID> admitted) {
        Set<String> seated = bodyKinds.find(founding.jurisdiction(), FoundingRules.COMMITTEE).orElseThrow().positions().stream()
                .filter(BodyKindView.Position::takesSeat).map(BodyKindView.Position::code).collect(Collectors.toSet());
        List<BodyCommand.Holder> holders = new ArrayList<>();
        Set<UUID> placed = new HashSet<>();
        founding.meeting().bodies().stream().filter(body -> body.kind().equals(FoundingRules.COMMITTEE)).forEach(body -> {
            holders.addAll(holders(body, admitted));
            body.offices().stream().filter(office -> seated.contains(office.position())).forEach(office -> placed.add(office.personId()));
        });
        election.elected().stream().map(FoundingCommand.Candidate::personId).filter(person -> !placed.contains(person))
                .forEach(person -> holders.add(new BodyCommand.Holder(admitted.get(person), "member", null, null)));
        return holders;
    }

    private static List<BodyCommand.Holder> holders(FoundingCommand.Elected body, Map<UUID, UUID> admitted) {
        return body.offices().stream().map(office -> new BodyCommand.Holder(admitted.get(office.personId()), office.position(), null, null)).toList();
    }
}
