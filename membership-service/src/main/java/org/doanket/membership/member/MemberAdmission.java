package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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

    /** @param former the membership before, where it is known to be his, and {@code back} how he comes back to it */
    UUID admit(MemberCommand.Admit command, UUID former, MemberCommand.Return back, UnitScope scope) {
        units.holdTree();
        UnitRef unit = tree.require(command.unitId(), scope);
        if (unit.validTo() != null) {
            throw MemberProblems.unitEnded(unit.code());
        }
        String[] defaults = batch.defaults(unit.jurisdiction(), unit.kind());
        MemberCommand.Change file = new MemberCommand.Change(command.fullName(), command.birthDate(), command.sex(), command.nationalId(),
                command.phone(), command.email(), command.cardNumber(), command.joinedOn(), command.position(),
                command.category() == null ? defaults[0] : command.category(), command.duesKind() == null ? defaults[1] : command.duesKind(),
                command.profile());
        List<Fault> found = faults.of(file, former == null ? null : command.nationalId(), unit.jurisdiction(), Zones.today(clock, unit.jurisdiction()));
        if ((command.externalId() == null) != (command.externalSource() == null)) {
            found.add(Fault.at("/externalId", "source-and-id"));
        }
        // What cannot be read is not judged by the rules as well.
        Set<String> unreadable = found.stream().map(Fault::pointer).collect(Collectors.toSet());
        rules.joining(new MemberCommand.Joining(unit.jurisdiction(), unit.kind(), file.category(), file.birthDate(), file.profile(),
                file.joinedOn(), Occasion.ADMISSION), "", "/profile").stream().filter(fault -> !unreadable.contains(fault.pointer())).forEach(found::add);
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
        returns.link(new MemberReturns.Coming(id, former, member.nationalIdIndex(), unit.jurisdiction(), file.joinedOn(),
                back == null ? null : back.decisionNumber(), back == null ? null : back.decisionDate(), !unit.id().equals(scope.unit())));
        batch.record(admitted);
        batch.tell(admitted);
        return id;
    }
}
