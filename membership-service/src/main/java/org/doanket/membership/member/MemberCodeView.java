package org.doanket.membership.member;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The words of the register, in the reader's language: what forms offer. */
public final class MemberCodeView {

    private MemberCodeView() {
    }

    @Schema(name = "MemberWord")
    public record Word(String code, String name) {
    }

    /**
     * A status as a jurisdiction has it on a day.
     *
     * @param isOpen        whether the membership goes on
     * @param fromStatuses  after which it may be given; none where the jurisdiction has no such status
     * @param needsAct      only by a decision that has a number
     * @param needsReminder only some months after a reminder
     * @param reasons       the words for why, the usual one first
     */
    @Schema(name = "MemberStatusRule")
    public record Status(String jurisdiction, String code, String name, boolean isOpen, LocalDate validFrom, List<String> fromStatuses,
            boolean needsAct, boolean needsReminder, List<Word> reasons, String citation, boolean verified) {
    }

    /** A field of the profile as it is kept. @param type text, day, or yes and no; {@code longest} in characters, of text */
    public record Shape(String code, Class<?> type, int longest) {
    }

    /** @param dataClass file or sensitive; {@code words} those it may have, none where it is free text, a day or yes and no */
    @Schema(name = "ProfileField")
    public record Field(String code, String name, String dataClass, List<Word> words, String citation) {
    }
}
