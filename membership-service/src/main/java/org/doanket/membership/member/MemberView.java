package org.doanket.membership.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Mask;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member's file. National id and phone are masked; names of codes are in the reader's language.
 *
 * @param reasonCode why in one word, and {@code statusReason} in the officer's own
 * @param endedOn the first day on which the membership was over, or null
 * @param restrictedSince from when on the member has the file only kept, not used, or null
 * @param profile in single answers to officers, without what is sensitive; {@code withheld} names what is there of that
 * @param version what {@code If-Match} wants, also in collections
 */
public record MemberView(UUID id, UUID unitId, String code, String fullName, LocalDate birthDate, String sex, String nationalId,
        String phone, String email, String cardNumber, String externalSource, String externalId, LocalDate joinedOn, String position,
        String category, String categoryName, String duesKind, String status, String statusName, LocalDate statusSince,
        String statusReason, String reasonCode, LocalDate endedOn, OffsetDateTime restrictedSince, @JsonInclude(JsonInclude.Include.NON_NULL) MemberProfile profile,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<String> withheld, @JsonInclude(JsonInclude.Include.NON_NULL) Former former, long version) {

    /**
     * The membership before this one.
     *
     * @param id            null with what else is known of it where it lies beyond your scope
     * @param seniorityFrom from when the years count, by the rule that is cited
     * @param actNumber     of the decision by which he came back, where that was recorded
     */
    @Schema(name = "FormerMembership")
    public record Former(UUID id, String status, LocalDate joinedOn, LocalDate endedOn, LocalDate seniorityFrom, String citation, boolean verified,
            String actNumber, LocalDate actDate) {
    }

    /** A time in one unit. @param to the first day on which it was over, or null */
    @Schema(name = "MemberPlacement")
    public record Move(UUID unitId, String unitCode, String unitName, LocalDate from, LocalDate to, String reason) {
    }

    @Schema(name = "OwnProfile")
    public record OwnProfile(MemberProfile profile, List<String> withheld) {
    }

    @Schema(name = "MemberReminder")
    public record Reminder(LocalDate on, String channel, OffsetDateTime recordedAt, String recordedBy) {
    }

    /** Somebody who is suspended for longer than the rule allows. @param until the first day that was too long */
    @Schema(name = "OverdueSuspension")
    public record Overdue(UUID id, UUID unitId, String code, String fullName, OffsetDateTime restrictedSince, LocalDate since, LocalDate until,
            String citation, boolean verified) {
        @Override
        public String toString() {
            return "Overdue[id=" + id + "]";
        }
    }

    /** A page of them; only says to readers of the API what a {@code Page} of this is. */
    @Schema(name = "PageMemberView")
    record Listed(List<MemberView> items, String next) {
    }

    /** One thing that happened to a member. */
    @Schema(name = "MemberEvent")
    public record Event(long version, String fact, LocalDate effective, String reason, JsonNode detail, OffsetDateTime recordedAt,
            String recordedBy) {
    }

    @Schema(name = "MemberCount")
    public record Count(long count) {
    }

    /** A national id in the clear, once. */
    @Schema(name = "RevealedNationalId")
    public record NationalId(String nationalId) {
        @Override
        public String toString() {
            return "NationalId[" + Mask.nationalId(nationalId) + "]";
        }
    }

    /** A row of member with its person's key, or without where the person was forgotten. */
    static MemberView of(ResultSet row, FieldVault vault) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] wrapped = row.getBytes("wrapped");
        FieldVault.Key key = wrapped == null ? null : vault.key(wrapped);
        return new MemberView(id, row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("full_name"),
                row.getObject("birth_date", LocalDate.class), row.getString("sex"),
                key == null ? null : Mask.nationalId(key.openText(MemberService.nationalIdPlace(id), row.getBytes("national_id"))),
                key == null ? null : Mask.phone(key.openText(MemberService.phonePlace(id), row.getBytes("phone"))),
                row.getString("email"), row.getString("card_number"), row.getString("external_source"), row.getString("external_id"),
                row.getObject("joined_on", LocalDate.class), row.getString("position"), row.getString("category"),
                row.getString("category_name"), row.getString("dues_kind"), row.getString("status"), row.getString("status_name"),
                row.getObject("status_since", LocalDate.class), row.getString("status_reason"),
                row.getString("reason_code"), row.getObject("ended_on", LocalDate.class), row.getObject("restricted_since", OffsetDateTime.class),
                null, null, null, row.getLong("version"));
    }

    /** The same with what is kept beside the row. */
    MemberView with(MemberProfile ofProfile, List<String> beside, Former before) {
        return new MemberView(id, unitId, code, fullName, birthDate, sex, nationalId, phone, email, cardNumber, externalSource, externalId, joinedOn,
                position, category, categoryName, duesKind, status, statusName, statusSince, statusReason, reasonCode, endedOn, restrictedSince, ofProfile, beside,
                before, version);
    }

    /** The same as of a day, on which the membership went on. @param status with {@code since} and why only where it has been the same since */
    MemberView asOf(UUID unit, Code ofCategory, String dues, Code ofStatus, LocalDate day) {
        boolean isSame = ofStatus.code().equals(status) && !statusSince.isAfter(day);
        return new MemberView(id, unit, code, fullName, birthDate, sex, nationalId, phone, email, cardNumber, externalSource, externalId, joinedOn,
                position, ofCategory.code(), ofCategory.name(), dues, ofStatus.code(), ofStatus.name(), isSame ? statusSince : null,
                isSame ? statusReason : null, isSame ? reasonCode : null, null, restrictedSince, profile, withheld, former, version);
    }

    /** For who needs to know that somebody is suspended or expelled, and not for what. */
    MemberView withoutWhy() {
        return new MemberView(id, unitId, code, fullName, birthDate, sex, nationalId, phone, email, cardNumber, externalSource, externalId, joinedOn,
                position, category, categoryName, duesKind, status, statusName, statusSince, null, null, endedOn, restrictedSince, profile, withheld, former, version);
    }

    /** Somebody who was there on that day and is by now where the caller sees nobody. */
    static MemberView elsewhere(UUID id, UUID unit, Code category, String dues, Code status, long version) {
        return new MemberView(id, unit, null, null, null, null, null, null, null, null, null, null, null, null, category.code(), category.name(), dues,
                status.code(), status.name(), null, null, null, null, null, null, null, null, version);
    }

    /** A code with its name in the reader's language. */
    record Code(String code, String name) {
    }

    @Override
    public String toString() {
        return "MemberView[id=" + id + ", version=" + version + "]";
    }
}
