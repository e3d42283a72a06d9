package org.doanket.campaign.tally;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Sums of what was registered, chosen and reported. */
public interface TallyView {

    /** A unit directly below with all below it, or what is a unit's own. */
    record Part(UUID unit, String unitCode, String unitName, boolean own) {
    }

    /** One sum. */
    record Cell(String field, String kind, String state, String measure, long count, BigDecimal value) {
    }

    /**
     * Of which sums is asked.
     *
     * @param from the first day that counts, {@code asOf} the last; the subtree too is the one of that day
     */
    record Asked(UUID unit, String scope, String field, String kind, LocalDate from, LocalDate asOf) {

        /** Without a unit all that the caller reaches. */
        public boolean isSubtree() {
            return unit == null || "subtree".equals(scope);
        }

        /** The same of a year, as far as no narrower time is asked for. */
        public Asked of(int year) {
            LocalDate first = LocalDate.of(year, 1, 1);
            LocalDate last = LocalDate.of(year, 12, 31);
            return new Asked(unit, scope, field, kind, from == null || from.isBefore(first) ? first : from, asOf == null || asOf.isAfter(last) ? last : asOf);
        }

        /** The same of all fields and kinds. */
        public Asked any() {
            return new Asked(unit, scope, null, null, from, asOf);
        }
    }

    /** The same as a request brings it. */
    class Param {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "unit|subtree")
        public String scope;

        @QueryParam("field")
        @Size(max = 60)
        public String field;

        @QueryParam("kind")
        @Size(max = 60)
        public String kind;

        @QueryParam("from")
        public LocalDate from;

        @QueryParam("asOf")
        public LocalDate asOf;

        public Asked asked() {
            return new Asked(unit, scope, field, kind, from, asOf);
        }
    }
}
