package org.doanket.servicemap.tip;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** What a reader gets to see: in the room the tip, outside it the counts. */
public final class TipView {

    private TipView() {
    }

    /** A room that takes tips. */
    public record Room(UUID unitId, String unitName, LocalDate openedOn) {
    }

    /** All that a tipster gets back. */
    public record Receipt(UUID id, LocalDate receivedOn) {
    }

    /** As a list in the room shows it: without the text, and never with the source. @param leftIn unit in whose room it was left; this one, or one that is no more */
    public record Listed(UUID id, String kind, String state, LocalDate receivedOn, UUID leftIn, boolean answerDue) {
    }

    /** @param leftIn unit in whose room it was left; this one, or one that is no more; @param text null once it has been kept as long as it may be */
    public record Opened(UUID id, String kind, String state, LocalDate receivedOn, UUID leftIn, boolean answerDue, String text, List<Step> steps, long version) {

        @Override
        public String toString() {
            return "Opened[" + id + "]";
        }
    }

    /** Something done with a tip. @param authority who took it, where it was handed over */
    public record Step(String deed, LocalDate on, String authority, String reference) {
    }

    /** What was done in the room. @param subject the tip, or the count; @param purpose why, where it had to be said */
    public record Deed(UUID id, Instant at, String actor, String action, UUID subject, String purpose) {
    }

    /** Who asks for an answer. */
    public record Source(String contact) {

        @Override
        public String toString() {
            return "Source[***]";
        }
    }

    /** Counts that were told. @param since the first month of what is in them */
    public record Released(UUID id, UUID unitId, YearMonth since, YearMonth month, int tips, int hotSpotsClosed, int peopleCaught,
            int accidentsSecured, int injuredCarried) {
    }

    /** Sums of what was told. @param withheldBelow a figure of fewer persons than this is told nowhere */
    public record Total(int tips, int hotSpotsClosed, int peopleCaught, int accidentsSecured, int injuredCarried, int withheldBelow) {
    }

    /** For the officer: all that was counted, and what of it still waits to be told. */
    public record Standing(Counts counted, Counts withheld, int withheldBelow) {
    }

    /** Counts as they are. */
    public record Counts(int tips, int hotSpotsClosed, int peopleCaught, int accidentsSecured, int injuredCarried) {

        static Counts of(OutcomeCounts counts) {
            return new Counts(counts.tips(), counts.hotSpotsClosed(), counts.peopleCaught(), counts.accidentsSecured(), counts.injuredCarried());
        }
    }
}
