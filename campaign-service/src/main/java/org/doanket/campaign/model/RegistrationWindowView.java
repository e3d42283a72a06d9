package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** When models of a year may be registered in a unit and below it; both days included. @param cancelledAt when it was taken back before it opened */
public record RegistrationWindowView(UUID unit, String unitCode, int year, LocalDate opens, LocalDate closes, String citation,
        @JsonInclude(JsonInclude.Include.NON_NULL) OffsetDateTime cancelledAt, @JsonInclude(JsonInclude.Include.NON_NULL) String cancelledWhy,
        @JsonIgnore long version) {

    boolean isOpenOn(LocalDate day) {
        return !day.isBefore(opens) && !day.isAfter(closes);
    }
}
