package org.doanket.membership.body;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;

/** A committee or the like of one unit for one term: waits to be recognised, or sits, until it ends. */
@Entity
class Body {

    @Id
    private UUID id;
    private UUID unitId;
    private String path;
    private String jurisdiction;
    private String kind;
    private String basis;
    private String state;
    private int seats;
    private Integer leastSeats;
    private String leastCitation;
    private boolean leastVerified;
    private String congress;
    private LocalDate congressOn;
    private String actNumber;
    private LocalDate actDate;
    private LocalDate startsOn;
    private LocalDate plannedEnd;
    private String recognition;
    private LocalDate recognisedOn;
    private LocalDate endedOn;
    private String endReason;
    private String endAct;
    private long version;

    protected Body() {
        // for JPA
    }

    Body(UUID id, String path, String jurisdiction, BodyCommand.Form command, LocalDate plannedEnd) {
        this.id = id;
        this.path = path;
        this.jurisdiction = jurisdiction;
        this.plannedEnd = plannedEnd;
        unitId = command.unitId();
        kind = command.kind();
        basis = command.basis();
        state = "awaiting";
        seats = command.seats();
        congress = command.congress();
        congressOn = command.congressOn();
        actNumber = command.actNumber();
        actDate = command.actDate();
        startsOn = command.startsOn();
        version = 1;
    }

    /** By the rule of its first day. With fewer people it may begin; that it has too few shows. */
    void mustBeAtLeast(int least, String citation, boolean verified) {
        leastSeats = least;
        leastCitation = citation;
        leastVerified = verified;
    }

    /** In office from its first day on. @param act number of the decision above; null where the body was appointed */
    void sit(String act, LocalDate on) {
        mustBe("awaiting");
        state = "sitting";
        recognition = act;
        recognisedOn = act == null ? null : on;
    }

    void refuse(BodyCommand.Refuse command) {
        mustBe("awaiting");
        close("refused", command.on(), command.reason(), command.actNumber());
    }

    void end(LocalDate on, String reason, String act) {
        mustBe("sitting");
        if (on.isBefore(startsOn)) {
            throw BodyProblems.beforeItBegan(startsOn);
        }
        close("ended", on, reason, act);
    }

    void mustSitOn(LocalDate day) {
        mustBe("sitting");
        if (day.isBefore(startsOn)) {
            throw BodyProblems.beforeItBegan(startsOn);
        }
    }

    void touch() {
        version++;
    }

    private void close(String newState, LocalDate on, String reason, String act) {
        state = newState;
        endedOn = on;
        endReason = reason;
        endAct = act;
        version++;
    }

    private void mustBe(String wanted) {
        if (!state.equals(wanted)) {
            throw BodyProblems.notInState(state);
        }
    }

    UUID id() {
        return id;
    }

    UUID unitId() {
        return unitId;
    }

    String path() {
        return path;
    }

    String jurisdiction() {
        return jurisdiction;
    }

    String kind() {
        return kind;
    }

    int seats() {
        return seats;
    }

    LocalDate startsOn() {
        return startsOn;
    }
}
