package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What happened to a model. */
public sealed interface ModelEvent {

    /** A step of its life, for its own history. @param number the version that it led to */
    record Taken(long number, Instant at, String actor, String verb, String from, String to, ModelCommand.Take with)
            implements ModelEvent {
    }

    /** For the decision that recognised it to be kept. @param unit that holds it */
    record Recognised(UUID model, UUID unit, String level, String decision, LocalDate decidedOn, String subjectKind, int year)
            implements ModelEvent {
    }

    /**
     * What other services may know: the payload of every fact on the compacted topic {@code campaigns.model}.
     *
     * @param isPublic whether it may be shown to everybody where it is: of one that a member holds only what he agreed to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Published(UUID id, UUID unitId, String name, String jurisdiction, String field, String subjectKind, String state,
            int year, LocalDate registeredOn, String level, LocalDate recognisedOn, boolean isPublic, Spot place) implements ModelEvent {
    }

    /** Where it can be seen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spot(String code, String text, Double latitude, Double longitude) {

        static Spot of(Place place) {
            return place == null || !place.isGiven() ? null
                    : new Spot(place.code(), place.text(), place.latitude(), place.longitude());
        }
    }
}
