package org.doanket.membership.founding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.member.MemberCommand;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a founding; the bodies of its requests. Those that name people hide it in their toString. */
public sealed interface FoundingCommand {

    /** What is to be founded, and below which unit. @param workplace the employer, where there is one */
    @Schema(name = "FoundingDraft")
    record Draft(
            @NotNull UUID unitId,
            @NotBlank String kind,
            @NotBlank @Size(max = 300) String name,
            @Size(max = 300) String workplace,
            @Size(max = 40) String workplaceCode,
            @NotBlank @Size(max = 300) String address,
            @Size(max = 500) Set<@NotBlank @Size(max = 20) String> territory) implements FoundingCommand {

        public Draft {
            name = Nfc.of(name);
            workplace = Nfc.of(workplace);
            address = Nfc.of(address);
            territory = territory == null ? Set.of() : territory;
        }
    }

    /**
     * Somebody who wants to join, with what the application and a short CV say.
     *
     * @param category  as of members; where it is not given, that of the kind of union
     * @param appliedOn the day of the signed application; null as long as there is none
     * @param contractTo of a foreigner: the last day of the labour contract; null where it is open
     * @param initiator one of those who have set the founding going
     */
    @Schema(name = "FoundingPersonEntry")
    record Person(
            @NotBlank @Size(max = 200) String fullName,
            LocalDate birthDate,
            @Pattern(regexp = "female|male") String sex,
            @Size(max = 30) String nationalId,
            @Size(max = 30) String phone,
            @Email @Size(max = 200) String email,
            @Size(max = 300) String address,
            @Size(max = 200) String position,
            String category,
            LocalDate contractFrom,
            LocalDate contractTo,
            LocalDate appliedOn,
            boolean initiator,
            @Size(max = 300) String education,
            @Size(max = 30) List<@NotNull @Valid CvLine> career) implements FoundingCommand {

        public Person {
            fullName = Nfc.of(fullName);
            address = Nfc.of(address);
            position = Nfc.of(position);
            education = Nfc.of(education);
            career = career == null ? List.of() : career;
        }

        /** Null where there is none. */
        MemberCommand.Contract contract() {
            return MemberCommand.Contract.of(contractFrom, contractTo);
        }

        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    /** @param when as people write it: 2018-2022, since March 2023 */
    @Schema(name = "FoundingCvLine")
    record CvLine(@NotBlank @Size(max = 60) String when, @NotBlank @Size(max = 500) String what) {

        public CvLine {
            when = Nfc.of(when);
            what = Nfc.of(what);
        }

        @Override
        public String toString() {
            return "CvLine[…]";
        }
    }

    /**
     * The founding congress and the election of its committee. People are named by their ids in the founding.
     *
     * @param name      such as "I, 2026-2031"
     * @param scattered the members work scattered and have agreed to send delegates
     * @param invited   members, or delegates, who were to come
     * @param tellers   who counted the ballots, the first at their head
     * @param seats     of the committee
     */
    @Schema(name = "FoundingCongress")
    record Congress(
            @NotBlank @Size(max = 100) String name,
            @NotNull LocalDate on,
            @NotBlank @Size(max = 300) String place,
            LocalTime from,
            LocalTime to,
            @NotNull @Pattern(regexp = "all|delegates") String form,
            boolean scattered,
            @Min(1) @Max(100_000) int invited,
            @Min(1) @Max(100_000) int present,
            @NotNull UUID chair,
            @NotNull UUID secretary,
            @NotEmpty @Size(max = 20) List<@NotNull UUID> tellers,
            @NotBlank @Size(max = 100) String minutesNumber,
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 500) String> agenda,
            @NotBlank @Size(max = 10_000) String report,
            @Size(max = 10_000) String resolution,
            @Min(1) @Max(1_000) int seats,
            @NotNull @Valid Ballots ballots,
            @NotEmpty @Size(max = 200) List<@NotNull @Valid Candidate> candidates) implements FoundingCommand {

        public Congress {
            name = Nfc.of(name);
            place = Nfc.of(place);
            report = Nfc.of(report);
            resolution = Nfc.of(resolution);
        }

        @Override
        public String toString() {
            return "Congress[on=" + on + "]";
        }
    }

    @Schema(name = "FoundingBallots")
    record Ballots(@Min(0) int given, @Min(0) int returned, @Min(0) int valid) {
    }

    @Schema(name = "FoundingCandidate")
    record Candidate(@NotNull UUID personId, @Min(0) int votes) {
    }

    /** The first meeting of the elected committee, which elects its chair and the other bodies. */
    @Schema(name = "FoundingMeeting")
    record Meeting(
            @NotNull LocalDate on,
            @NotBlank @Size(max = 300) String place,
            @Min(1) @Max(1_000) int present,
            @NotBlank @Size(max = 100) String minutesNumber,
            @NotEmpty @Size(max = 10) List<@NotNull @Valid Elected> bodies) implements FoundingCommand {

        public Meeting {
            place = Nfc.of(place);
        }
    }

    /** @param kind of body; of the committee itself its offices only: who sits in it the congress has elected */
    @Schema(name = "FoundingBody")
    record Elected(@NotBlank @Size(max = 50) String kind, @Min(1) @Max(1_000) int seats,
            @NotEmpty @Size(max = 200) List<@NotNull @Valid Office> offices) {
    }

    @Schema(name = "FoundingOffice")
    record Office(@NotNull UUID personId, @NotBlank @Size(max = 50) String position, @Min(0) int votes) {
    }

    /** @param code of the unit that is founded by this; {@code on} the first day of the unit, its members and its bodies */
    @Schema(name = "FoundingRecognition")
    record Recognise(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9./_-]{0,39}") String code,
            @NotBlank @Size(max = 100) String actNumber,
            @NotNull LocalDate on) implements FoundingCommand {
    }

    @Schema(name = "FoundingReasons")
    record Reasons(@NotBlank @Size(max = 2_000) String reasons) implements FoundingCommand {

        public Reasons {
            reasons = Nfc.of(reasons);
        }
    }
}
