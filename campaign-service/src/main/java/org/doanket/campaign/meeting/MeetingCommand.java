package org.doanket.campaign.meeting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of meetings. */
public sealed interface MeetingCommand {

    String KIND = "congress|committee|team|conference";
    String STATE = "called|open|closed|cancelled";

    /** @param quorum if not said, as the rule for this kind has it */
    @Schema(name = "MeetingCall")
    record Call(@NotNull UUID unit, @NotBlank @Size(max = 300) String name, @NotNull @Pattern(regexp = KIND) String kind, @Size(max = 300) String place,
            @NotNull OffsetDateTime startsAt, @NotNull OffsetDateTime endsAt, @Valid Share quorum,
            @Valid @Size(max = 100) List<@NotNull Item> agenda) implements MeetingCommand {

        public Call {
            name = Nfc.of(name);
            place = Nfc.of(place);
            agenda = agenda == null ? List.of() : new ArrayList<>(agenda);
        }

        @AssertTrue
        boolean isInOrder() {
            return startsAt == null || endsAt == null || endsAt.isAfter(startsAt);
        }
    }

    /** So many in so many: 2 in 3. */
    @Schema(name = "MeetingShare")
    record Share(@NotNull @Min(0) @Max(1000) Integer num, @NotNull @Min(1) @Max(1000) Integer den) {

        @AssertTrue
        boolean isAtMostAll() {
            return num == null || den == null || num <= den;
        }
    }

    /** A point of the agenda. @param presenter by office rather than by name */
    @Schema(name = "MeetingAgendaItem")
    record Item(@NotBlank @Size(max = 300) String title, @Size(max = 200) String presenter, @Min(1) @Max(1440) Integer minutes) {

        public Item {
            title = Nfc.of(title);
            presenter = Nfc.of(presenter);
        }
    }

    /** What may be changed until the meeting opens. */
    @Schema(name = "MeetingEdit")
    record Edit(@NotBlank @Size(max = 300) String name, @Size(max = 300) String place, @NotNull OffsetDateTime startsAt, @NotNull OffsetDateTime endsAt,
            @Valid @Size(max = 100) List<@NotNull Item> agenda) implements MeetingCommand {

        public Edit {
            name = Nfc.of(name);
            place = Nfc.of(place);
            agenda = agenda == null ? List.of() : new ArrayList<>(agenda);
        }

        @AssertTrue
        boolean isInOrder() {
            return startsAt == null || endsAt == null || endsAt.isAfter(startsAt);
        }
    }

    @Schema(name = "MeetingInvitations")
    record Invite(@NotEmpty @Valid @Size(max = 2_000) List<@NotNull Guest> people) implements MeetingCommand {

        public Invite {
            people = people == null ? null : new ArrayList<>(people);
        }
    }

    /**
     * Somebody who is invited.
     *
     * @param capacity     as what: member, police, union, guest. @param member who may then answer and vote for himself
     * @param organisation for which he comes as a guest, in its {@code office}: guests do not vote and count for no quorum
     */
    @Schema(name = "MeetingGuest")
    record Guest(UUID member, @NotBlank @Size(max = 200) String name, @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String capacity, boolean votes,
            @Size(min = 1, max = 200) String organisation, @Size(min = 1, max = 200) String office) {

        public Guest {
            name = Nfc.of(name);
            organisation = Nfc.of(organisation);
            office = Nfc.of(office);
        }

        @AssertTrue
        boolean isGuestWithoutAVote() {
            return organisation == null || !votes;
        }

        @AssertTrue
        boolean isOfficeOfAnOrganisation() {
            return office == null || organisation != null;
        }
    }

    /** Who comes for the organisation that is invited. */
    @Schema(name = "MeetingDelegate")
    record Send(UUID member, @NotBlank @Size(max = 200) String name, @Size(min = 1, max = 200) String office) implements MeetingCommand {

        public Send {
            name = Nfc.of(name);
            office = Nfc.of(office);
        }
    }

    @Schema(name = "InvitationReply")
    record Reply(@NotNull @Pattern(regexp = "accepted|declined") String reply, @Size(max = 500) String reason) implements MeetingCommand {

        public Reply {
            reason = Nfc.of(reason);
        }
    }

    /** What a reader at the door has read, possibly long ago and without a network. Sent again, it changes nothing. */
    @Schema(name = "CheckInBatch")
    record CheckIn(@NotEmpty @Valid @Size(max = 2_000) List<@NotNull Seen> entries) implements MeetingCommand {

        public CheckIn {
            entries = entries == null ? null : new ArrayList<>(entries);
        }
    }

    /** @param pass what the code says. @param at by the reader's clock */
    @Schema(name = "CheckInSeen")
    record Seen(@NotBlank @Size(max = 1_000) String pass, @NotNull OffsetDateTime at) {
    }

    /** @param chair and {@code secretary} of those who are there, by their invitations */
    @Schema(name = "MeetingOpening")
    record Open(@NotNull UUID chair, @NotNull UUID secretary) implements MeetingCommand {
    }

    @Schema(name = "MeetingNotes")
    record Note(@NotNull @Size(max = 20_000) String notes) implements MeetingCommand {

        public Note {
            notes = Nfc.of(notes);
        }
    }

    @Schema(name = "MeetingClosing")
    record Close(@NotBlank @Size(max = 20_000) String conclusions) implements MeetingCommand {

        public Close {
            conclusions = Nfc.of(conclusions);
        }
    }

    @Schema(name = "MeetingCancellation")
    record Cancel(@NotBlank @Size(max = 1_000) String why) implements MeetingCommand {

        public Cancel {
            why = Nfc.of(why);
        }
    }
}
