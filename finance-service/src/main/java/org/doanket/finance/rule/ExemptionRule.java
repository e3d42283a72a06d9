package org.doanket.finance.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/** Frees members of dues while it holds. Of its kind the latest that holds counts: after a temporary one the lasting one holds again. */
@Entity
@Table(name = "exemption_rule")
class ExemptionRule extends DatedRow {

    private String reason;
    private String category;
    private int minMonths;
    private LocalDate validTo;
    private String parameter;
    private String endedWhy;

    ExemptionRule() {
    }

    ExemptionRule(UUID id, RuleCommand.SetExemption set) {
        super(id, set.source());
        boolean isAbsence = set.reason().equals("si-benefit") || set.reason().equals("unpaid-leave");
        reason = set.reason();
        category = set.category();
        minMonths = set.minMonths() != null ? set.minMonths() : isAbsence ? 1 : 0;
        validTo = set.validTo();
        parameter = !reason.equals("below-minimum-wage") ? null : set.parameter() == null ? "minimum-wage" : set.parameter();
    }

    /** Only for days to come, and only earlier than it would end anyway: what was applied stays. */
    void end(LocalDate today, LocalDate end, String why) {
        refuseCancelled();
        if (!end.isAfter(today) || !end.isAfter(validFrom()) || validTo != null && !end.isBefore(validTo)) {
            throw RuleProblems.cannotEnd(end);
        }
        validTo = end;
        endedWhy = why;
    }
}
