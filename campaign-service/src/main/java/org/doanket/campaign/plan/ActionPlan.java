package org.doanket.campaign.plan;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a unit has set out to do in a period, by which resolution. Its version also counts changes of its targets. */
@Entity
@Table(name = "action_plan")
class ActionPlan {

    @Id
    private UUID id;
    private UUID unitId;
    private String name;
    private String basis;
    private int year;
    private LocalDate starts;
    private LocalDate ends;
    @ElementCollection
    @CollectionTable(name = "plan_task", joinColumns = @JoinColumn(name = "plan_id"))
    @OrderColumn(name = "position")
    private List<Task> tasks = new ArrayList<>();
    private String state;
    private UUID handedFrom;
    private String actNumber;
    private LocalDate adoptedOn;
    private long version;
    private String createdBy;
    private Instant createdAt;
    private Instant changedAt;

    protected ActionPlan() {
    }

    static ActionPlan draw(UUID id, PlanCommand.Draw command, String by, Instant at) {
        ActionPlan plan = new ActionPlan();
        plan.id = id;
        plan.unitId = command.unit();
        plan.year = command.year();
        plan.starts = command.starts();
        plan.ends = command.ends();
        plan.state = "adopted";
        plan.createdBy = by;
        plan.createdAt = at.truncatedTo(ChronoUnit.MICROS);
        plan.edit(new PlanCommand.Edit(command.name(), command.basis(), command.tasks()), at);
        return plan;
    }

    void edit(PlanCommand.Edit command, Instant at) {
        name = command.name();
        basis = command.basis();
        if (!tasks.equals(command.tasks())) {
            tasks.clear();
            tasks.addAll(command.tasks());
        }
        changed(at);
    }

    PlanCommand.Edit editable() {
        return new PlanCommand.Edit(name, basis, List.copyOf(tasks));
    }

    /** The unit makes it its own, by which act. */
    void adopt(PlanCommand.Adopt command, Instant at) {
        if (!state.equals("handed-down")) {
            throw PlanProblems.adoptedBefore();
        }
        state = "adopted";
        actNumber = command.actNumber();
        adoptedOn = command.on();
        changed(at);
    }

    /** Also when a target of it changed. */
    void changed(Instant at) {
        version++;
        changedAt = at.truncatedTo(ChronoUnit.MICROS);
    }

    UUID id() {
        return id;
    }

    UUID unitId() {
        return unitId;
    }

    String name() {
        return name;
    }

    String basis() {
        return basis;
    }

    int year() {
        return year;
    }

    LocalDate starts() {
        return starts;
    }

    LocalDate ends() {
        return ends;
    }

    List<Task> tasks() {
        return List.copyOf(tasks);
    }

    String state() {
        return state;
    }

    UUID handedFrom() {
        return handedFrom;
    }

    String actNumber() {
        return actNumber;
    }

    LocalDate adoptedOn() {
        return adoptedOn;
    }

    long version() {
        return version;
    }

    Instant changedAt() {
        return changedAt;
    }
}
