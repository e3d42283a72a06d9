package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.UUID;

/** When models of a year may be registered in a unit and below it; both days included. */
public record RegistrationWindowView(UUID unit, String unitCode, int year, LocalDate opens, LocalDate closes, String citation,
        @JsonIgnore long version) {

    boolean isOpenOn(LocalDate day) {
        return !day.isBefore(opens) && !day.isAfter(closes);
    }
}
