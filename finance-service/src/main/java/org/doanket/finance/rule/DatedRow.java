package org.doanket.finance.rule;

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
    }

    DatedRow(UUID id, RuleCommand.Source source) {
        this.id = id;
        this.jurisdiction = source.jurisdiction();
        this.validFrom = source.validFrom();
        this.citation = source.citation();
        this.verified = source.verified();
    }

    /** A rule that has begun was applied: it ends by the beginning of the next one, not by being taken back. */
    void cancel(LocalDate today, Instant now, String why) {
        refuseCancelled();
        if (!validFrom.isAfter(today)) {
            throw RuleProblems.begunAlready(validFrom);
        }
        cancelledAt = now;
        cancelledWhy = why;
    }

    void refuseCancelled() {
        if (cancelledAt != null) {
            throw RuleProblems.cancelledAlready();
        }
    }

    LocalDate validFrom() {
        return validFrom;
    }

    UUID id() {
        return id;
    }

    String jurisdiction() {
        return jurisdiction;
    }

    long version() {
        return version;
    }
}
