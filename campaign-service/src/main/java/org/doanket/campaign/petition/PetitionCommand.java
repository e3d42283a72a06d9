package org.doanket.campaign.petition;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.rule.RuleSource;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of petitions. */
public sealed interface PetitionCommand {

    String CODE = "[a-z][a-z0-9-]{0,49}";
    String STATE = "received|in-hand|passed-on|answered|closed";

    /**
     * A petition, complaint or proposal that came in.
     *
     * @param persons    how many have signed, of a group
     * @param sender     who it is from and how to reach him; kept sealed. None of who stays anonymous
     */
    @Schema(name = "PetitionReceipt")
    record Receive(@NotNull UUID unit, @Size(max = 60) String number, @NotNull LocalDate receivedOn,
            @NotNull @Pattern(regexp = "in-person|letter|phone|online|meeting") String channel, @NotNull @Pattern(regexp = CODE) String topic,
            @NotBlank @Size(max = 300) String subject, @NotBlank @Size(max = 20_000) String content,
            @NotNull @Pattern(regexp = "person|group|unit|anonymous") String senderKind, @Positive @Max(1_000_000) Integer persons,
            @Valid Sender sender) implements PetitionCommand {

        public Receive {
            subject = Nfc.of(subject);
            content = Nfc.of(content);
        }

        @AssertTrue
        boolean isAnonymousWithoutSender() {
            return !"anonymous".equals(senderKind) || sender == null;
        }
    }

    /**
     * A petition that somebody sends himself.
     *
     * @param name    who he is, and {@code contact} how to reach him; kept sealed. None of who stays anonymous
     * @param consent to their being kept; not of who stays anonymous
     */
    @Schema(name = "PetitionSubmission")
    record Submit(@NotNull @Pattern(regexp = CODE) String topic, @NotBlank @Size(max = 300) String subject, @NotBlank @Size(max = 20_000) String content,
            @NotNull Boolean anonymous, @Size(max = 200) String name, @Size(max = 200) String contact, @Valid Consent consent) implements PetitionCommand {

        public Submit {
            subject = Nfc.of(subject);
            content = Nfc.of(content);
            name = Nfc.of(name);
            contact = Nfc.of(contact);
        }

        @AssertTrue
        boolean isAnonymousWithoutName() {
            return !Boolean.TRUE.equals(anonymous) || name == null && contact == null;
        }

        @Override
        public String toString() {
            return "Submit[topic=" + topic + "]";
        }
    }

    /** @param textVersion of the text that was shown. @param given never assumed */
    @Schema(name = "PetitionConsentGiven")
    record Consent(@NotNull Integer textVersion, @NotNull Boolean given) {
    }

    /** What senders agree to from a day to come on, in all languages. */
    @Schema(name = "PetitionConsentSetting")
    record SetConsent(@NotNull @Valid RuleSource source, @NotNull @Valid Texts texts) implements PetitionCommand {
    }

    @Schema(name = "PetitionConsentTexts")
    record Texts(@NotBlank @Size(max = 4_000) String vi, @NotBlank @Size(max = 4_000) String en, @NotBlank @Size(max = 4_000) String zh) {

        public Texts {
            vi = Nfc.of(vi);
            en = Nfc.of(en);
            zh = Nfc.of(zh);
        }

        /** Vietnamese for whoever reads none of the three. */
        String in(Locale locale) {
            return switch (locale.getLanguage()) {
                case "en" -> en;
                case "zh" -> zh;
                default -> vi;
            };
        }
    }

    /** @param receipt the code that was given for the petition */
    @Schema(name = "PetitionReceiptCode")
    record ByReceipt(@NotBlank @Size(max = 40) String receipt) implements PetitionCommand {

        @Override
        public String toString() {
            return "ByReceipt[]";
        }
    }

    /** @param purpose for which the sender must be known; goes on the audit trail */
    @Schema(name = "PetitionSenderReveal")
    record Reveal(@NotBlank @Size(min = 10, max = 500) String purpose) implements PetitionCommand {

        public Reveal {
            purpose = Nfc.of(purpose);
        }
    }

    /** @param member whose it is, if he is one */
    @Schema(name = "PetitionSender")
    record Sender(@NotBlank @Size(max = 200) String name, @Size(max = 200) String contact, UUID member) {

        public Sender {
            name = Nfc.of(name);
            contact = Nfc.of(contact);
        }
    }

    /** Where it goes: a unit, which may be the one that has it, or a body outside the union. Neither: to the unit that is competent. */
    @Schema(name = "PetitionRouting")
    record Route(UUID unit, @Size(max = 300) String body, @Size(max = 2_000) String note) implements PetitionCommand {

        public Route {
            body = Nfc.of(body);
            note = Nfc.of(note);
        }

        @AssertTrue
        boolean isToOne() {
            return unit == null || body == null;
        }
    }

    @Schema(name = "PetitionAnswer")
    record Answer(@NotNull LocalDate on, @NotNull @Pattern(regexp = "upheld|partly-upheld|explained|rejected") String outcome,
            @NotBlank @Size(max = 20_000) String text) implements PetitionCommand {

        public Answer {
            text = Nfc.of(text);
        }
    }

    /** The end of it, or that it begins anew. */
    @Schema(name = "PetitionNote")
    record Note(@NotNull LocalDate on, @NotBlank @Size(max = 2_000) String note) implements PetitionCommand {

        public Note {
            note = Nfc.of(note);
        }
    }
}
