package org.doanket.finance.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/** What part of the receipts of a stream goes to the level above. */
@Entity
@Table(name = "sharing_ratio")
class SharingRatio extends DatedRow {

    private String stream;
    private long upNum;
    private long upDen;
    private LocalDate decidedOn;
    private String level;
    private String employerGroup;
    private String origin;
    private boolean provisional;

    SharingRatio() {
    }

    SharingRatio(UUID id, RuleCommand.SetSharingRatio set) {
        super(id, set.source());
        stream = set.stream();
        upNum = set.up().numerator();
        upDen = set.up().denominator();
        decidedOn = set.decidedOn();
        level = set.level() == null ? "" : set.level();
        employerGroup = set.group() == null ? "" : set.group();
        origin = set.origin() == null ? "own" : set.origin();
        provisional = Boolean.TRUE.equals(set.provisional());
    }
}
