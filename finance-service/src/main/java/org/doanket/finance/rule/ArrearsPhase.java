package org.doanket.finance.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** From how many days after its month on what a unit owes is in one of three phases, and what is done then. */
@Entity
@Table(name = "arrears_phase")
class ArrearsPhase extends DatedRow {

    private int phase;
    private int days;
    private String action;
    private String nameVi;
    private String nameEn;
    private String nameZh;

    ArrearsPhase() {
    }

    ArrearsPhase(UUID id, RuleCommand.SetArrearsPhase set) {
        super(id, set.source());
        phase = set.phase();
        days = set.days();
        action = set.action();
        nameVi = set.names().vi();
        nameEn = set.names().en();
        nameZh = set.names().zh();
    }
}
