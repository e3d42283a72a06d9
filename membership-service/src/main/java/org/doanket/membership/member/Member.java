package org.doanket.membership.member;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** One membership of one person. Changed only under the lock of its row, so the version counts its facts without gaps. */
@Entity
class Member {

    /** A field that is kept sealed, with the index by which it is found, and the one by its end if there is one. */
    record Sealed(byte[] value, byte[] index, byte[] end) {
        static final Sealed NONE = new Sealed(null, null, null);
    }

    @Id
    private UUID id;
    private UUID unitId;
    private String path;
    private String code;
    private String fullName;
    private LocalDate birthDate;
    private String sex;
    private byte[] nationalId;
    private byte[] nationalIdIndex;
    private byte[] phone;
    private byte[] phoneIndex;
    private byte[] phoneEnd;
    private String email;
    private String cardNumber;
    private String externalSource;
    private String externalId;
    private LocalDate joinedOn;
    @Column(name = "position")
    private String position;
    private String category;
    private String duesKind;
    private String status;
    private LocalDate statusSince;
    private String statusReason;
    private String reasonCode;
    private LocalDate endedOn;
    private OffsetDateTime restrictedSince;
    private long version;

    protected Member() {
        // for JPA
    }

    /** @param command with category and dues kind filled in */
    Member(UUID id, String path, String code, MemberCommand.Admit command, Sealed nationalId, Sealed phone) {
        this.id = id;
        this.path = path;
        this.code = code;
        unitId = command.unitId();
        externalSource = command.externalSource();
        externalId = command.externalId();
        status = "active";
        statusSince = command.joinedOn();
        write(new MemberCommand.Change(command.fullName(), command.birthDate(), command.sex(), null, null, command.email(),
                command.cardNumber(), command.joinedOn(), command.position(), command.category(), command.duesKind(), null));
        seal(nationalId, phone);
    }

    MemberEvent.Admitted admit() {
        version = 1;
        return new MemberEvent.Admitted(id, version, joinedOn, Map.of("unitId", unitId));
    }

    /** @param profileChanges what changes of that part of the file that is kept beside the row */
    MemberEvent.Changed change(MemberCommand.Change wanted, Sealed newNationalId, Sealed newPhone, Map<String, Object> profileChanges, LocalDate today) {
        mustBeOpen();
        return correct(wanted, newNationalId, newPhone, profileChanges, today);
    }

    /** As he has asked himself: what is kept of him is right also after the membership is over. */
    MemberEvent.Changed correct(MemberCommand.Change wanted, Sealed newNationalId, Sealed newPhone, Map<String, Object> profileChanges, LocalDate today) {
        Map<String, Object> before = open();
        boolean anotherId = !Arrays.equals(nationalIdIndex, newNationalId.index());
        boolean anotherPhone = !Arrays.equals(phoneIndex, newPhone.index());
        write(wanted);
        seal(newNationalId, newPhone);
        Map<String, Object> detail = new LinkedHashMap<>();
        open().forEach((field, value) -> {
            if (!Objects.equals(before.get(field), value)) {
                detail.put(field, Arrays.asList(before.get(field), value));
            }
        });
        if (anotherId) {
            detail.put("nationalId", "changed");
        }
        if (anotherPhone) {
            detail.put("phone", "changed");
        }
        detail.putAll(profileChanges);
        version++;
        return new MemberEvent.Changed(id, version, today, null, detail);
    }

    /** @param lastChange the day since when the category is what it is */
    MemberEvent.Changed changeCategory(MemberCommand.ChangeCategory wanted, LocalDate lastChange) {
        mustBeOpen();
        if (category.equals(wanted.category())) {
            throw MemberProblems.sameCategory(category);
        }
        if (wanted.since().isBefore(lastChange)) {
            throw MemberProblems.beforeLastCategory(lastChange);
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("category", Arrays.asList(category, wanted.category()));
        category = wanted.category();
        if (wanted.duesKind() != null && !wanted.duesKind().equals(duesKind)) {
            detail.put("duesKind", Arrays.asList(duesKind, wanted.duesKind()));
            duesKind = wanted.duesKind();
        }
        if (wanted.actNumber() != null) {
            detail.put("actNumber", wanted.actNumber());
        }
        version++;
        return new MemberEvent.Changed(id, version, wanted.since(), wanted.reason(), detail);
    }

    /** @param rule of the new status, and {@code code} the word for why */
    MemberEvent set(MemberCommand.SetStatus wanted, StatusRule rule, String code) {
        boolean wasOver = endedOn != null;
        if (!rule.mayFollowTheEndBy(status)) {
            mustBeOpen();
        }
        if (status.equals(wanted.status())) {
            throw MemberProblems.sameStatus(status);
        }
        rule.require(status, wanted.actNumber());
        if (wanted.since().isBefore(statusSince)) {
            throw MemberProblems.beforeLastStatus(statusSince);
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("status", Arrays.asList(status, wanted.status()));
        detail.put("reasonCode", code);
        if (wanted.actNumber() != null) {
            detail.put("actNumber", wanted.actNumber());
        }
        status = wanted.status();
        statusSince = wanted.since();
        statusReason = wanted.reason();
        reasonCode = code;
        version++;
        if (rule.isOpen() || wasOver) {
            return new MemberEvent.Changed(id, version, statusSince, statusReason, detail);
        }
        endedOn = statusSince;
        return new MemberEvent.Ended(id, version, statusSince, statusReason, detail);
    }

    /**
     * From one unit to another; file, status and seniority go along.
     *
     * @param numberIsTaken whether somebody there has this number of an employer's system: who comes loses it
     */
    MemberEvent.Transferred transfer(UUID toUnit, String toPath, boolean numberIsTaken, LocalDate on, String reason) {
        mustBeOpen();
        if (unitId.equals(toUnit)) {
            throw MemberProblems.alreadyThere();
        }
        Map<String, ?> detail = Map.of("unitId", Arrays.asList(unitId, toUnit));
        unitId = toUnit;
        path = toPath;
        if (numberIsTaken) {
            externalSource = null;
            externalId = null;
        }
        version++;
        return new MemberEvent.Transferred(id, version, on, reason, detail);
    }

    /** @param since from when on the file is only kept; null where that ends. Also of a membership that is over. */
    MemberEvent.Changed restrict(OffsetDateTime since, LocalDate today) {
        Map<String, ?> detail = Map.of("restrictedSince", Arrays.asList(restrictedSince, since));
        restrictedSince = since;
        version++;
        return new MemberEvent.Changed(id, version, today, null, detail);
    }

    void mustNotBeRestricted() {
        if (restrictedSince != null) {
            throw MemberProblems.restricted();
        }
    }

    void mustBeOpen() {
        if (endedOn != null) {
            throw MemberProblems.over(endedOn);
        }
    }

    private void write(MemberCommand.Change wanted) {
        fullName = wanted.fullName();
        birthDate = wanted.birthDate();
        sex = wanted.sex();
        email = wanted.email();
        cardNumber = wanted.cardNumber();
        joinedOn = wanted.joinedOn();
        position = wanted.position();
        category = wanted.category();
        duesKind = wanted.duesKind();
    }

    private void seal(Sealed newNationalId, Sealed newPhone) {
        nationalId = newNationalId.value();
        nationalIdIndex = newNationalId.index();
        phone = newPhone.value();
        phoneIndex = newPhone.index();
        phoneEnd = newPhone.end();
    }

    private Map<String, Object> open() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fullName", fullName);
        fields.put("birthDate", birthDate);
        fields.put("sex", sex);
        fields.put("email", email);
        fields.put("cardNumber", cardNumber);
        fields.put("joinedOn", joinedOn);
        fields.put("position", position);
        fields.put("category", category);
        fields.put("duesKind", duesKind);
        return fields;
    }

    /** What a merge patch starts from. @param plainNationalId, plainPhone and profile as they are, not masked */
    MemberCommand.Change editable(String plainNationalId, String plainPhone, MemberProfile profile) {
        return new MemberCommand.Change(fullName, birthDate, sex, plainNationalId, plainPhone, email, cardNumber, joinedOn, position,
                category, duesKind, profile);
    }

    /**
     * Comes back: an admission as anybody's, with what the file of the membership that is over says.
     *
     * @param isCardInUse whether somebody else has the number of his card by now
     * @param sameKind whether the unit that takes him is one of the kind that he was in, so that dues are owed as before
     */
    MemberCommand.Admit again(MemberCommand.Return wanted, String plainNationalId, String plainPhone, MemberProfile profile, boolean isCardInUse,
            boolean sameKind) {
        if (endedOn == null) {
            throw MemberProblems.notOver();
        }
        if (wanted.joinedOn().isBefore(endedOn)) {
            throw MemberProblems.beforeTheEnd(endedOn);
        }
        String nextCategory = wanted.category() == null ? category : wanted.category();
        return new MemberCommand.Admit(wanted.unitId() == null ? unitId : wanted.unitId(), null, fullName, birthDate, sex, plainNationalId,
                plainPhone, email, isCardInUse ? null : cardNumber, null, null, wanted.joinedOn(), wanted.position(), nextCategory,
                sameKind && nextCategory.equals(category) ? duesKind : null, profile, wanted.decisionNumber(), wanted.decisionDate());
    }

    UUID id() {
        return id;
    }

    UUID unitId() {
        return unitId;
    }

    String path() {
        return path;
    }

    byte[] nationalId() {
        return nationalId;
    }

    byte[] phone() {
        return phone;
    }

    byte[] nationalIdIndex() {
        return nationalIdIndex;
    }

    LocalDate birthDate() {
        return birthDate;
    }

    LocalDate joinedOn() {
        return joinedOn;
    }

    String category() {
        return category;
    }

    String cardNumber() {
        return cardNumber;
    }

    String externalSource() {
        return externalSource;
    }

    String externalId() {
        return externalId;
    }

    long version() {
        return version;
    }
}
