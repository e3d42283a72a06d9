package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

    /** @param former the membership before, where it is known to be his; null to look for it */
    UUID admit(MemberCommand.Admit command, UUID former, UnitScope scope) {
        units.holdTree();
        UnitRef unit = tree.require(command.unitId(), scope);
        if (unit.validTo() != null) {
            throw MemberProblems.unitEnded(unit.code());
        }
        MemberCommand.Change file = file(command, unit);
        List<Fault> found = faults(command, file, former, unit);
        if (!found.isEmpty()) {
            throw Problem.invalid(found);
        }
        UUID id = Ids.next();
        FieldVault.Key key = vault.newKey();
        MemberCommand.Admit filled = new MemberCommand.Admit(command.unitId(), command.code(), file.fullName(), file.birthDate(), file.sex(),
                null, null, file.email(), file.cardNumber(), command.externalSource(), command.externalId(), file.joinedOn(), file.position(),
                file.category(), file.duesKind());
        Member member = new Member(id, unit.path(), command.code() == null ? batch.nextCode() : command.code(), filled,
                seals.nationalId(key, id, file.nationalId()), seals.phone(key, id, file.phone(), unit.jurisdiction()));
        MemberEvent.Admitted admitted = member.admit();
        members.persist(member);
        members.flushOrRefuse();
        batch.keep(id, key.wrapped());
        if (file.profile() != null) {
            profiles.keep(id, key, file.profile());
        }
        returns.link(id, coming(command, former, member.nationalIdIndex(), unit, scope));
        batch.record(admitted);
        batch.tell(admitted);
        return id;
    }

    /** All that this would be refused for, apart from what another open membership has against it. */
    List<Fault> faults(MemberCommand.Admit command, UnitScope scope) {
        UnitRef unit = tree.require(command.unitId(), scope);
        List<Fault> found = faults(command, file(command, unit), null, unit);
        returns.against(coming(command, null, seals.nationalIdIndex(command.nationalId()), unit, scope)).ifPresent(found::add);
        return found;
    }

    private MemberCommand.Change file(MemberCommand.Admit command, UnitRef unit) {
        String[] defaults = batch.defaults(unit.jurisdiction(), unit.kind());
        return new MemberCommand.Change(command.fullName(), command.birthDate(), command.sex(), command.nationalId(),
                command.phone(), command.email(), command.cardNumber(), command.joinedOn(), command.position(),
                command.category() == null ? defaults[0] : command.category(), command.duesKind() == null ? defaults[1] : command.duesKind(),
                command.profile());
    }

    private List<Fault> faults(MemberCommand.Admit command, MemberCommand.Change file, UUID former, UnitRef unit) {
        LocalDate today = Zones.today(clock, unit.jurisdiction());
        List<Fault> found = faults.of(file, former == null ? MemberFaults.Held.NONE : new MemberFaults.Held(command.nationalId(), command.cardNumber()),
                unit.jurisdiction(), today);
        if ((command.externalId() == null) != (command.externalSource() == null)) {
            found.add(Fault.at("/externalId", "source-and-id"));
        }
        if (command.decisionDate() != null && command.decisionDate().isAfter(today)) {
            found.add(Fault.at("/decisionDate", "past-or-present"));
        }
        // What cannot be read is not judged by the rules as well.
        Set<String> unreadable = found.stream().map(Fault::pointer).collect(Collectors.toSet());
        rules.joining(new MemberCommand.Joining(unit.jurisdiction(), unit.kind(), file.category(), file.birthDate(), file.profile(),
                file.joinedOn(), Occasion.ADMISSION), "", "/profile").stream().filter(fault -> !unreadable.contains(fault.pointer())).forEach(found::add);
        return found;
    }

    private static MemberReturns.Coming coming(MemberCommand.Admit command, UUID former, byte[] nationalIdIndex, UnitRef unit, UnitScope scope) {
        return new MemberReturns.Coming(former, nationalIdIndex, unit.jurisdiction(), command.joinedOn(), command.decisionNumber(), command.decisionDate(),
                !unit.id().equals(scope.unit()));
    }
}
