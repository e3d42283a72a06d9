package org.doanket.membership.body;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.right.RightsQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/** Who may take an office: members of the unit or of what lies below it, whom the rules let stand on that day, and let hold it now. */
@ApplicationScoped
class Candidates {

    private static final String RIGHT = "stand-for-office";

    private final BodyBatch batch;
    private final RightsQueries rights;
    private final Clock clock;

    Candidates(BodyBatch batch, RightsQueries rights, Clock clock) {
        this.batch = batch;
        this.rights = rights;
        this.clock = clock;
    }

    void require(UUID member, UnitRef unit, LocalDate on, String pointer) {
        String path = batch.pathOfMember(member);
        if (path == null || !path.startsWith(unit.path())) {
            throw Problem.invalid(List.of(Fault.at(pointer, "no-member-of-the-unit")));
        }
        rights.refusal(RIGHT, member, unit.jurisdiction(), on)
                .or(() -> rights.refusal(RIGHT, member, unit.jurisdiction(), Zones.today(clock, unit.jurisdiction()))).ifPresent(refusal -> {
                    throw refusal.isOfNoMember() ? Problem.invalid(List.of(Fault.at(pointer, "no-member-on-the-day", Map.of("day", on))))
                            : BodyProblems.mayNotStand(refusal);
                });
    }
}
