package org.doanket.campaign.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A figure to be reached within a period, counted from facts or reported; it may be a share of one handed down from above. */
@Entity
@Table(name = "target")
class Target {

    @Id
    private UUID id;
    private UUID planId;
    private UUID unitId;
    private Integer task;
    private String code;
    private String title;
    private String unitOfMeasure;
    private String direction;
    private String aggregation;
    @Column(precision = 20, scale = 4)
    private BigDecimal planned;
    private String binding;
    private String denominator;
    private String currency;
    private LocalDate starts;
    private LocalDate ends;
    private UUID boundUnit;
    private UUID parentId;
    private boolean offered;
    @Column(precision = 20, scale = 4)
    private BigDecimal kept = BigDecimal.ZERO;
    @Column(precision = 20, scale = 4)
    private BigDecimal keptBase;
    private long version;

    protected Target() {
    }

    /** @param spec with every default settled */
    static Target of(UUID id, ActionPlan plan, PlanCommand.SetTarget spec) {
        Target target = new Target();
        target.id = id;
        target.planId = plan.id();
        target.unitId = plan.unitId();
        target.task = spec.task();
        target.code = spec.code();
        target.title = spec.title();
        target.unitOfMeasure = spec.unitOfMeasure();
        target.direction = spec.direction();
        target.aggregation = spec.aggregation();
        target.planned = spec.planned();
        target.binding = spec.binding();
        target.denominator = spec.denominator();
        target.currency = spec.currency();
        target.starts = spec.starts();
        target.ends = spec.ends();
        target.boundUnit = spec.boundUnit();
        target.parentId = spec.adopts();
        target.offered = spec.offered();
        target.version = 1;
        return target;
    }

    void edit(PlanCommand.EditTarget command) {
        title = command.title();
        planned = command.planned();
        task = command.task();
        offered = command.offered();
        version++;
    }

    /** Handed down in shares; what it keeps is for the unit itself to reach. */
    void shareOut(BigDecimal wanted, BigDecimal own, BigDecimal ownBase) {
        planned = wanted;
        kept = own;
        keptBase = ownBase;
        offered = true;
        version++;
    }

    PlanCommand.EditTarget editable() {
        return new PlanCommand.EditTarget(title, RollUp.plain(planned), task, offered);
    }

    UUID id() {
        return id;
    }

    UUID planId() {
        return planId;
    }

    UUID unitId() {
        return unitId;
    }

    UUID parentId() {
        return parentId;
    }

    BigDecimal planned() {
        return planned;
    }

    String direction() {
        return direction;
    }

    String aggregation() {
        return aggregation;
    }

    String binding() {
        return binding;
    }

    LocalDate starts() {
        return starts;
    }

    LocalDate ends() {
        return ends;
    }

    long version() {
        return version;
    }
}
