package org.doanket.membership.headcount;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** What one unit reports in one period, and what the unit above made of it. Changed only under the lock of its row. */
@Entity
class HeadcountReport {

    private static final String DRAFT = "draft";
    private static final String PENDING = "pending";
    private static final String APPROVED = "approved";
    private static final String REJECTED = "rejected";

    @Id
    private UUID id;
    private UUID periodId;
    private UUID unitId;
    private int members;
    private int membersWomen;
    private Integer workers;
    private Integer workersWomen;
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String figures;
    private String text;
    private String state;
    private String filedBy;
    private Instant filedAt;
    private String decidedBy;
    private Instant decidedAt;
    private String note;
    private long version;

    protected HeadcountReport() {
        // for JPA
    }

    /** @param figures the further ones, as JSON */
    HeadcountReport(UUID id, HeadcountCommand.File command, String figures, String by, Instant now) {
        this.id = id;
        periodId = command.periodId();
        unitId = command.unitId();
        state = DRAFT;
        write(command.count(), figures, by, now);
    }

    /** One that was sent back goes up again by being mended. */
    void edit(HeadcountCommand.Figures count, String newFigures, String by, Instant now) {
        mustNotBeApproved();
        if (state.equals(REJECTED)) {
            state = PENDING;
            decided(null, null, null);
        }
        write(count, newFigures, by, now);
    }

    void submit(String by, Instant now) {
        if (!state.equals(DRAFT)) {
            throw HeadcountProblems.notDraft(state);
        }
        state = PENDING;
        filedBy = by;
        filedAt = now;
        version++;
    }

    void approve(String why, String by, Instant now) {
        if (!state.equals(PENDING)) {
            throw HeadcountProblems.notPending(state);
        }
        mustBeOfSomebodyElse(by);
        state = APPROVED;
        decided(why, by, now);
        version++;
    }

    /** Also of one that was approved by mistake. */
    void reject(String why, String by, Instant now) {
        if (!state.equals(PENDING) && !state.equals(APPROVED)) {
            throw HeadcountProblems.notPending(state);
        }
        mustBeOfSomebodyElse(by);
        state = REJECTED;
        decided(why, by, now);
        version++;
    }

    void mustNotBeApproved() {
        if (state.equals(APPROVED)) {
            throw HeadcountProblems.approved();
        }
    }

    private void mustBeOfSomebodyElse(String by) {
        if (by.equals(filedBy)) {
            throw HeadcountProblems.ownReport();
        }
    }

    private void write(HeadcountCommand.Figures count, String newFigures, String by, Instant now) {
        members = count.members().total();
        membersWomen = count.members().women();
        workers = count.workers() == null ? null : count.workers().total();
        workersWomen = count.workers() == null ? null : count.workers().women();
        figures = newFigures;
        text = count.text();
        filedBy = by;
        filedAt = now;
        version++;
    }

    private void decided(String why, String by, Instant now) {
        note = why;
        decidedBy = by;
        decidedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID periodId() {
        return periodId;
    }

    UUID unitId() {
        return unitId;
    }

    long version() {
        return version;
    }
}
