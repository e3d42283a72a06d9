package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.membership.member.MemberCommand.Joining.Occasion;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** A membership that begins: judged by the rules of its day, sealed under a key of its own, tied to the one before. */
@ApplicationScoped
class MemberAdmission {

    private final MemberRepository members;
    private final MemberBatch batch;
    private final UnitService units;
    private final UnitTree tree;
    private final FieldVault vault;
    private final MemberSeals seals;
    private final MemberProfiles profiles;
    private final MemberFaults faults;
    private final MemberRules rules;
    private final MemberReturns returns;
    private final Clock clock;

    MemberAdmission(MemberRepository members, MemberBatch batch, UnitService units, UnitTree tree, FieldVault vault, MemberSeals seals,
            MemberProfiles profiles, MemberFaults faults, MemberRules rules, MemberReturns returns, Clock clock) {
        this.members = members;
        this.batch = batch;
        this.units = units;
        this.tree = tree;
        this.vault = vault;
        this.seals = seals;
        this.profiles = profiles;
        this.faults = faults;
        this.rules = rules;
        this.returns = returns;
        this.clock = clock;
    }

    /** Somebody who joins, the unit that takes him, and his file with what goes without saying there. */
    private record Comer(MemberCommand.Admit command, UnitRef unit, MemberCommand.Change file) {
    }

    /** The membership that begins, and the key of its own. */
    private record Begun(Member member, FieldVault.Key key, Comer comer) {

        UUID id() {
            return member.id();
        }
    }

    /** @param former the membership before, where it is known to be his; null to look for it */
    UUID admit(MemberCommand.Admit command, UUID former, UnitScope scope) {
        return admit(List.of(command), former, scope).get(0);
    }

    /** All of them or none, each kind of step once for all. @return their ids, in their order */
    List<UUID> admit(List<MemberCommand.Admit> commands, UUID former, UnitScope scope) {
        if (commands.isEmpty()) {
            return List.of();
        }
        units.holdTree();
        List<Comer> comers = comers(commands, scope);
        comers.stream().filter(comer -> comer.unit().validTo() != null).findFirst().ifPresent(comer -> {
            throw MemberProblems.unitEnded(comer.unit().code());
        });
        faults(comers, former).stream().filter(found -> !found.isEmpty()).findFirst().ifPresent(found -> {
            throw Problem.invalid(found);
        });
        Iterator<String> codes = batch.nextCodes(commands.stream().filter(command -> command.code() == null).count()).iterator();
        List<Begun> begun = comers.stream().map(comer -> begin(comer, comer.command().code() == null ? codes.next() : comer.command().code())).toList();
        List<MemberEvent.Admitted> admitted = begun.stream().map(one -> one.member().admit()).toList();
        members.persist(begun.stream().map(Begun::member));
        members.flushOrRefuse();
        List<UUID> ids = begun.stream().map(Begun::id).toList();
        batch.keep(ids, begun.stream().map(one -> one.key().wrapped()).toList());
        profiles.keep(begun.stream().filter(one -> one.comer().file().profile() != null)
                .map(one -> new MemberProfiles.Kept(one.id(), one.key(), one.comer().file().profile())).toList());
        returns.link(ids, begun.stream().map(one -> coming(one.comer(), former, one.member().nationalIdIndex(), scope)).toList());
        batch.record(admitted);
        batch.tell(admitted);
        return ids;
    }

    /** All that each of these would be refused for, apart from what another open membership has against it. */
    List<List<Fault>> faults(List<MemberCommand.Admit> commands, UnitScope scope) {
        List<Comer> comers = comers(commands, scope);
        List<List<Fault>> found = faults(comers, null);
        returns.against(comers.stream().map(comer -> coming(comer, null, seals.nationalIdIndex(comer.command().nationalId()), scope)).toList())
                .forEach((number, fault) -> found.get(number).add(fault));
        return found;
    }

    private List<Comer> comers(List<MemberCommand.Admit> commands, UnitScope scope) {
        Map<UUID, UnitRef> homes = new HashMap<>();
        Map<UUID, String[]> defaults = new HashMap<>();
        return commands.stream().map(command -> {
            UnitRef unit = homes.computeIfAbsent(command.unitId(), id -> tree.require(id, scope));
            return new Comer(command, unit, file(command, defaults.computeIfAbsent(unit.id(), id -> batch.defaults(unit.jurisdiction(), unit.kind()))));
        }).toList();
    }

    private Begun begin(Comer comer, String code) {
        MemberCommand.Change file = comer.file();
        MemberCommand.Admit command = comer.command();
        UUID id = Ids.next();
        FieldVault.Key key = vault.newKey();
        MemberCommand.Admit filled = new MemberCommand.Admit(command.unitId(), command.code(), file.fullName(), file.birthDate(), file.sex(),
                null, null, file.email(), file.cardNumber(), command.externalSource(), command.externalId(), file.joinedOn(), file.position(),
                file.category(), file.duesKind());
        return new Begun(new Member(id, comer.unit().path(), code, filled, seals.nationalId(key, id, file.nationalId()),
                seals.phone(key, id, file.phone(), comer.unit().jurisdiction())), key, comer);
    }

    /** @param defaults category and dues kind where nothing else is said */
    private static MemberCommand.Change file(MemberCommand.Admit command, String[] defaults) {
        return new MemberCommand.Change(command.fullName(), command.birthDate(), command.sex(), command.nationalId(),
                command.phone(), command.email(), command.cardNumber(), command.joinedOn(), command.position(),
                command.category() == null ? defaults[0] : command.category(), command.duesKind() == null ? defaults[1] : command.duesKind(),
                command.profile());
    }

    private List<List<Fault>> faults(List<Comer> comers, UUID former) {
        List<List<Fault>> found = faults.of(comers.stream().map(comer -> new MemberFaults.Written(comer.file(), former == null ? MemberFaults.Held.NONE
                : new MemberFaults.Held(comer.command().nationalId(), comer.command().cardNumber()), comer.unit().jurisdiction(), today(comer))).toList());
        List<List<Fault>> against = rules.joining(comers.stream().map(comer -> new MemberCommand.Joining(comer.unit().jurisdiction(), comer.unit().kind(),
                comer.file().category(), comer.file().birthDate(), comer.file().profile(), comer.file().joinedOn(), Occasion.ADMISSION)).toList(), "", "/profile");
        for (int i = 0; i < comers.size(); i++) {
            MemberCommand.Admit command = comers.get(i).command();
            List<Fault> faulty = found.get(i);
            if ((command.externalId() == null) != (command.externalSource() == null)) {
                faulty.add(Fault.at("/externalId", "source-and-id"));
            }
            if (command.decisionDate() != null && command.decisionDate().isAfter(today(comers.get(i)))) {
                faulty.add(Fault.at("/decisionDate", "past-or-present"));
            }
            // What cannot be read is not judged by the rules as well.
            Set<String> unreadable = faulty.stream().map(Fault::pointer).collect(Collectors.toSet());
            against.get(i).stream().filter(fault -> !unreadable.contains(fault.pointer())).forEach(faulty::add);
        }
        return found;
    }

    private LocalDate today(Comer comer) {
        return Zones.today(clock, comer.unit().jurisdiction());
    }

    private static MemberReturns.Coming coming(Comer comer, UUID former, byte[] nationalIdIndex, UnitScope scope) {
        MemberCommand.Admit command = comer.command();
        return new MemberReturns.Coming(former, nationalIdIndex, comer.unit().jurisdiction(), command.joinedOn(), command.decisionNumber(),
                command.decisionDate(), !comer.unit().id().equals(scope.unit()));
    }
}
