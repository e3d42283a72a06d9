package org.doanket.membership.rule;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A row of the rules: holds from a day on, until a later row of its kind begins. Never changed; cancelled only before it begins. */
@MappedSuperclass
abstract class DatedRow {

    @Id
    private UUID id;
    private String jurisdiction;
    private LocalDate validFrom;
    private String citation;
    private boolean verified;
    private Instant cancelledAt;
    private String cancelledWhy;
    @Version
    private long version;

    DatedRow() {
        // for JPA
    }

    DatedRow(UUID id, RuleCommand.Source source) {
        this.id = id;
        jurisdiction = source.jurisdiction();
        validFrom = source.validFrom();
        citation = source.citation();
        verified = source.verified();
    }

    /** A rule that has begun was applied: it ends by the beginning of the next one, not by being taken back. */
    void cancel(LocalDate today, Instant now, String why) {
        if (cancelledAt != null) {
            throw RuleProblems.cancelledAlready();
        }
        if (!validFrom.isAfter(today)) {
            throw RuleProblems.begunAlready(validFrom);
        }
        cancelledAt = now;
        cancelledWhy = why;
    }

    UUID id() {
        return id;
    }

    String jurisdiction() {
        return jurisdiction;
    }
}
