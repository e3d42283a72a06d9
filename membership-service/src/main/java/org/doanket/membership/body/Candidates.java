package org.doanket.membership.body;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.right.RightsQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.tree.UnitRef;

/** Who may take an office: members of the unit or of what lies below it, whom the rules let stand. */
@ApplicationScoped
class Candidates {

    private final BodyBatch batch;
    private final RightsQueries rights;

    Candidates(BodyBatch batch, RightsQueries rights) {
        this.batch = batch;
        this.rights = rights;
    }

    void require(UUID member, UnitRef unit, LocalDate on, String pointer) {
        String path = batch.pathOfMember(member);
        if (path == null || !path.startsWith(unit.path())) {
            throw Problem.invalid(List.of(Fault.at(pointer, "no-member-of-the-unit")));
        }
        rights.refusal("stand-for-office", member, unit.jurisdiction(), on).ifPresent(refusal -> {
            throw BodyProblems.mayNotStand(refusal);
        });
    }
}
