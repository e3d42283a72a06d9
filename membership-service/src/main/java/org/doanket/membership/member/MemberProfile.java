package org.doanket.membership.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member's file holds beside the membership itself. Which of these are sensitive, and which words some may have, the tables
 * {@code profile_field} and {@code profile_value} say.
 *
 * @param it           skills with computers
 * @param contractTo   the last day; null where it is open
 * @param nativePlace  where the family comes from, as Chinese files have it
 */
@Schema(name = "MemberProfile")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberProfile(
        @Size(max = 300) String address,
        @Size(max = 60) String profileNumber,
        @Size(max = 200) String joinPlace,
        @Size(max = 1_000) String note,
        @Size(max = 40) String education,
        @Size(max = 200) String profession,
        @Size(max = 200) String languages,
        @Size(max = 200) String it,
        @Size(max = 200) String homeTown,
        @Size(max = 200) String nativePlace,
        @Size(max = 40) String householdType,
        @Size(max = 40) String maritalStatus,
        @Size(max = 40) String contractType,
        LocalDate contractFrom,
        LocalDate contractTo,
        @Size(max = 60) String nationality,
        @Size(max = 60) String ethnicity,
        @Size(max = 60) String religion,
        @Size(max = 200) String politicalTheory,
        Boolean partyMember,
        LocalDate partyJoinedOn,
        LocalDate partyOfficialOn,
        @Size(max = 40) String partyCardNumber,
        @Size(max = 200) String partyCell,
        Boolean youthMember,
        LocalDate youthJoinedOn,
        @Size(max = 40) String youthCardNumber,
        @Size(max = 200) String youthCell,
        @Size(max = 40) String socialInsuranceNumber) {

    private static final String INDEFINITE = "indefinite";

    public MemberProfile {
        address = Nfc.of(address);
        joinPlace = Nfc.of(joinPlace);
        note = Nfc.of(note);
        profession = Nfc.of(profession);
        languages = Nfc.of(languages);
        it = Nfc.of(it);
        homeTown = Nfc.of(homeTown);
        nativePlace = Nfc.of(nativePlace);
        nationality = Nfc.of(nationality);
        ethnicity = Nfc.of(ethnicity);
        religion = Nfc.of(religion);
        politicalTheory = Nfc.of(politicalTheory);
        partyCell = Nfc.of(partyCell);
        youthCell = Nfc.of(youthCell);
    }

    /** What is known of somebody who joins. @param contract or null */
    static MemberProfile of(String address, MemberCommand.Contract contract) {
        String kind = contract == null ? null : contract.to() == null ? INDEFINITE : "fixed-term";
        return new MemberProfile(address, null, null, null, null, null, null, null, null, null, null, null, kind, contract == null ? null : contract.from(),
                contract == null ? null : contract.to(), null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Override
    public String toString() {
        return "MemberProfile[…]";
    }
}
