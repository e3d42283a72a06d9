package org.doanket.membership.congress;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.tree.UnitRef;

/** A congress of a unit: planned, until it was held or is cancelled. */
@Entity
class Congress {

    @Id
    private UUID id;
    private UUID unitId;
    private String jurisdiction;
    private String kind;
    private String form;
    private String name;
    private LocalDate plannedOn;
    private Integer places;
    private String actNumber;
    private LocalDate actDate;
    private String consentAct;
    private String postponedAct;
    private String state;
    private LocalDate closedOn;
    private String closedAct;
    private String cancelReason;
    private Integer summoned;
    private Integer present;
    private UUID bodyId;
    private long version;

    protected Congress() {
        // for JPA
    }

    Congress(UUID id, UnitRef unit, CongressCommand.Plan command) {
        this.id = id;
        unitId = unit.id();
        jurisdiction = unit.jurisdiction();
        kind = command.kind();
        form = command.form();
        name = command.name();
        plannedOn = command.plannedOn();
        places = command.places();
        actNumber = command.actNumber();
        actDate = command.actDate();
        consentAct = command.consentAct();
        state = "planned";
        version = 1;
    }

    void postpone(CongressCommand.Postpone command) {
        mustBePlannedOn(command.plannedOn());
        plannedOn = command.plannedOn();
        postponedAct = command.actNumber();
        version++;
    }

    void cancel(CongressCommand.Cancel command) {
        mustBePlannedOn(command.on());
        cancelReason = command.reason();
        close("cancelled", command.on(), command.actNumber());
    }

    void hold(CongressCommand.Hold command, int ofSummoned, int ofPresent) {
        mustBePlannedOn(command.on());
        summoned = ofSummoned;
        present = ofPresent;
        bodyId = command.bodyId();
        close("held", command.on(), command.minutesNumber());
    }

    void mustBePlanned() {
        if (!state.equals("planned")) {
            throw CongressProblems.notPlanned(state);
        }
    }

    void touch() {
        version++;
    }

    void mustBePlannedOn(LocalDate day) {
        mustBePlanned();
        if (day.isBefore(actDate)) {
            throw CongressProblems.beforeItsAct(actDate);
        }
    }

    private void close(String newState, LocalDate on, String act) {
        state = newState;
        closedOn = on;
        closedAct = act;
        version++;
    }

    boolean isOfDelegates() {
        return form.equals("delegates");
    }

    UUID id() {
        return id;
    }

    UUID unitId() {
        return unitId;
    }

    String jurisdiction() {
        return jurisdiction;
    }

    int places() {
        return places;
    }
}
