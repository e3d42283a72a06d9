package org.doanket.campaign.model;

import java.time.LocalDate;
import java.util.UUID;

/** A model as a line of a list. */
public record ModelRowView(UUID id, UUID unit, String unitCode, String unitName, String name, String holder, String subjectKind,
        String field, String state, int year, LocalDate registeredOn, String level, String proposedLevel, Place place) {
}
