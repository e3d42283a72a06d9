package org.doanket.campaign.model;

import java.time.OffsetDateTime;

/** A step in the life of a model. */
public record ModelHistoryView(long number, OffsetDateTime at, String actor, String verb, String from, String to, String note,
        String level, String decision) {
}
