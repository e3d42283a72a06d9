package org.doanket.membership.member;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.doanket.membership.member.MemberCommand.Joining.Occasion;
import org.doanket.membership.standing.StandingQueries;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Admitting members, changing their file and their status, each with its history and its fact in one transaction. */
@ApplicationScoped
@Transactional
public class MemberService {

    private final MemberRepository members;
    private final MemberBatch batch;
    private final UnitService units;
    private final UnitTree tree;
    private final FieldVault vault;
    private final MemberProfiles profiles;
    private final MemberFaults faults;
    private final MemberRules rules;
    private final MemberAdmission admission;
    private final MemberSeals seals;
    private final StandingQueries standings;
    private final MergePatch mergePatch;
    private final Clock clock;

    MemberService(MemberRepository members, MemberBatch batch, UnitService units, UnitTree tree, FieldVault vault, MemberProfiles profiles,
            MemberFaults faults, MemberRules rules, MemberAdmission admission, MemberSeals seals, StandingQueries standings, MergePatch mergePatch, Clock clock) {
        this.members = members;
        this.batch = batch;
        this.profiles = profiles;
        this.faults = faults;
        this.rules = rules;
        this.admission = admission;
        this.seals = seals;
        this.standings = standings;
        this.units = units;
        this.tree = tree;
        this.vault = vault;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    public UUID admit(MemberCommand.Admit command, UnitScope scope) {
        return admission.admit(command, null, scope);
    }

    /** Many at once, all of them or none. @return their ids, in their order */
    public List<UUID> admit(List<MemberCommand.Admit> commands, UnitScope scope) {
        return admission.admit(commands, null, scope);
    }

    /** All that {@link #admit} would refuse each for, in their order, apart from what another open membership has against it. */
    public List<List<Fault>> admissionFaults(List<MemberCommand.Admit> commands, UnitScope scope) {
        return admission.faults(commands, scope);
    }

    /** Somebody whose membership is over comes again: admitted as anybody, with what his file says; the one before stays as it is. */
    public UUID readmit(UUID id, MemberCommand.Return command, UnitScope scope) {
        // Before the file: an act that changes the tree holds it, and wants the files next.
        units.holdTree();
        Member before = require(id, scope);
        FieldVault.Key key = key(id);
        UnitRef home = tree.require(before.unitId(), scope);
        UnitRef next = command.unitId() == null ? home : tree.require(command.unitId(), scope);
        return admission.admit(before.again(command, key.openText(nationalIdPlace(id), before.nationalId()), key.openText(phonePlace(id), before.phone()),
                profiles.whole(id, key), batch.isCardInUse(before.cardNumber()), home.jurisdiction().equals(next.jurisdiction()) && home.kind().equals(next.kind())), id, scope);
    }

    /**
     * All that the rules of the day have against somebody who joins.
     *
     * @param at where the fields stand in what was sent, {@code contractAt} those of the contract
     */
    public List<Fault> joiningFaults(MemberCommand.Joining who, String at, String contractAt) {
        return rules.joining(who, at, contractAt);
    }

    /** The same of many at once. @return of each, in their order */
    public List<List<Fault>> joiningFaults(List<MemberCommand.Joining> people, String at, String contractAt) {
        return rules.joining(people, at, contractAt);
    }

    public void change(UUID id, JsonNode patch, String ifMatch, UnitScope scope) {
        Member member = require(id, scope);
        Revision.require(ifMatch, member.version());
        member.mustNotBeRestricted();
        change(member, patch, Member::change, scope);
    }

    /** As the member himself has asked: also where no officer may change the file, and after the membership is over. */
    public void correct(UUID id, JsonNode patch, UnitScope scope) {
        change(require(id, scope), patch, Member::correct, scope);
    }

    /** That the file is only kept, or is used again. */
    public void restrict(UUID id, boolean restricted, UnitScope scope) {
        Member member = require(id, scope);
        MemberEvent.Changed changed = member.restrict(restricted ? clock.instant().atOffset(ZoneOffset.UTC) : null,
                today(tree.require(member.unitId(), scope).jurisdiction()));
        members.flush();
        publish(changed);
    }

    @FunctionalInterface
    private interface Verb {
        MemberEvent.Changed of(Member member, MemberCommand.Change wanted, Member.Sealed nationalId, Member.Sealed phone, Map<String, Object> profileChanges,
                LocalDate today);
    }

    private void change(Member member, JsonNode patch, Verb verb, UnitScope scope) {
        UUID id = member.id();
        UnitRef home = tree.require(member.unitId(), scope);
        String jurisdiction = home.jurisdiction();
        FieldVault.Key key = key(id);
        MemberProfile before = profiles.whole(id, key);
        String nationalId = key.openText(nationalIdPlace(id), member.nationalId());
        MemberCommand.Change wanted = mergePatch.apply(member.editable(nationalId, key.openText(phonePlace(id), member.phone()), before), patch);
        List<Fault> found = faults.of(wanted, new MemberFaults.Held(nationalId, member.cardNumber()), jurisdiction, today(jurisdiction));
        if (!wanted.category().equals(member.category()) && found.isEmpty()) {
            found.add(Fault.at("/category", "category-by-its-verb"));
        }
        if (!Objects.equals(wanted.birthDate(), member.birthDate()) || !wanted.joinedOn().equals(member.joinedOn())) {
            found.addAll(joiningFaults(new MemberCommand.Joining(jurisdiction, home.kind(), member.category(), wanted.birthDate(), null, wanted.joinedOn(),
                    Occasion.OTHER_AGE), "", ""));
        }
        if (wanted.joinedOn().isAfter(member.joinedOn())) {
            batch.firstChange(id).filter(day -> wanted.joinedOn().isAfter(day))
                    .ifPresent(day -> found.add(Fault.at("/joinedOn", "after-first-change", Map.of("0", day))));
        }
        refuse(found);
        Map<String, Object> profileChanges = profiles.difference(before, wanted.profile());
        MemberEvent.Changed changed = verb.of(member, wanted, seals.nationalId(key, id, wanted.nationalId()),
                seals.phone(key, id, wanted.phone(), jurisdiction), profileChanges, today(jurisdiction));
        members.flushOrRefuse();
        if (!profileChanges.isEmpty()) {
            profiles.keep(id, key, wanted.profile());
        }
        publish(changed);
    }

    /** Under the rule of that day for that status, which the refusal cites. */
    public void setStatus(UUID id, MemberCommand.SetStatus command, UnitScope scope) {
        Member member = require(id, scope);
        String jurisdiction = tree.require(member.unitId(), scope).jurisdiction();
        StatusRule rule = rules.status(jurisdiction, command.status(), command.since());
        refuseFuture("/since", command.since(), jurisdiction);
        MemberEvent event = member.set(command, rule, rules.reasonCode(jurisdiction, command));
        if (rule.needsReminder()) {
            rules.requireLapse(rule, id, jurisdiction, member.joinedOn(), standings.of(scope, id), command.since());
        }
        members.flush();
        publish(event);
    }

    public void changeCategory(UUID id, MemberCommand.ChangeCategory command, UnitScope scope) {
        Member member = require(id, scope);
        UnitRef home = tree.require(member.unitId(), scope);
        String jurisdiction = home.jurisdiction();
        refuse(faults.of(command, jurisdiction));
        refuseFuture("/since", command.since(), jurisdiction);
        recategorise(member, home, command);
    }

    private void recategorise(Member member, UnitRef home, MemberCommand.ChangeCategory command) {
        MemberEvent.Changed changed = member.changeCategory(command, batch.lastCategory(member.id()));
        refuse(joiningFaults(new MemberCommand.Joining(home.jurisdiction(), home.kind(), command.category(), member.birthDate(),
                profiles.whole(member.id(), key(member.id())), command.since(), Occasion.OTHER_CATEGORY), "", ""));
        members.flush();
        publish(changed);
    }

    /** What these corrections would be refused for. */
    public List<Fault> faults(MemberCommand.Corrections wanted, String jurisdiction) {
        return faults.of(wanted, jurisdiction, today(jurisdiction));
    }

    /** That somebody was asked for dues and activity; changes nothing of the file. */
    public void remind(UUID id, MemberCommand.Remind command, UnitScope scope) {
        Member member = require(id, scope);
        refuseFuture("/on", command.on(), tree.require(member.unitId(), scope).jurisdiction());
        member.mustBeOpen();
        batch.remind(Ids.next(), id, command, clock.instant());
    }

    /**
     * To another unit, from the first day there on. Two units that do not see each other's members have agreed, or the one above both has
     * decided: whoever calls this has made sure of that, so it takes no scope and reaches from the one to the other.
     *
     * @param reason   why and by what, such as the number of the decision
     * @param category as which the member goes there, such as from an employer's union to a guild; null: as before
     */
    public void transfer(UUID id, UUID toUnit, LocalDate on, String reason, String category) {
        units.holdTree();
        UnitRef unit = tree.find(toUnit).orElseThrow(() -> Problem.notFound("unit"));
        if (unit.validTo() != null) {
            throw MemberProblems.unitEnded(unit.code());
        }
        // Not given back where a refusal rolls the transaction back: that ends the setting too.
        String[] own = batch.widen();
        Member member = require(id, UnitScope.ROOT);
        if (!tree.require(member.unitId(), UnitScope.ROOT).jurisdiction().equals(unit.jurisdiction())) {
            throw MemberProblems.otherJurisdiction();
        }
        refuseFuture("/on", on, unit.jurisdiction());
        LocalDate since = batch.inUnitSince(id);
        if (on.isBefore(since)) {
            throw MemberProblems.beforeLastTransfer(since);
        }
        String as = category == null ? member.category() : category;
        rules.requireTaken(as, unit, on);
        boolean numberIsTaken = member.externalId() != null && batch.hasExternalId(toUnit, member.externalSource(), member.externalId());
        MemberEvent.Transferred transferred = member.transfer(toUnit, unit.path(), numberIsTaken, on, reason);
        members.flushOrRefuse();
        publish(transferred);
        if (!as.equals(member.category())) {
            recategorise(member, unit, new MemberCommand.ChangeCategory(as, on, reason, null, null));
        }
        batch.narrow(own);
    }

    /**
     * Whoever is asked for a transfer is asked only for what can be done. Takes no scope, as {@link #transfer} does not.
     *
     * @param as which category; null: the member's own
     * @throws Problem where that unit does not take members of that category on that day
     */
    public void requireTaken(UUID id, String as, UnitRef unit, LocalDate on) {
        if (as != null && !batch.hasCategory(as)) {
            refuse(List.of(Fault.at("/category", "unknown-category")));
        }
        String[] own = batch.widen();
        String category = batch.category(id);
        batch.narrow(own);
        rules.requireTaken(as == null ? category : as, unit, on);
    }

    void unitHappened(@Observes UnitEvent event) {
        if (event instanceof UnitEvent.Ended) {
            long open = batch.countOpen(event.unit());
            if (open > 0) {
                throw MemberProblems.unitHasMembers(open);
            }
        }
    }

    /** What ties a sealed national id to its row. */
    public static String nationalIdPlace(UUID member) {
        return "member.national_id:" + member;
    }

    public static String phonePlace(UUID member) {
        return "member.phone:" + member;
    }

    public static String profilePlace(UUID member) {
        return MemberProfiles.place(member);
    }

    /** What a phone is found by its last digits with. @param phone normal, or null */
    public static byte[] phoneEnd(FieldVault vault, String phone) {
        return PhoneEnd.of(vault, phone);
    }

    private void refuseFuture(String pointer, LocalDate day, String jurisdiction) {
        if (day.isAfter(today(jurisdiction))) {
            refuse(List.of(Fault.at(pointer, "past-or-present")));
        }
    }

    private FieldVault.Key key(UUID id) {
        return vault.key(batch.key(id).orElseThrow(MemberProblems::forgotten));
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private void publish(MemberEvent event) {
        batch.record(List.of(event));
        batch.tell(List.of(event));
    }

    private Member require(UUID id, UnitScope scope) {
        return members.inScopeForUpdate(id, scope).orElseThrow(() -> Problem.notFound("member"));
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}
