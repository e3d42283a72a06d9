package org.doanket.membership.reorganisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.reorganisation.ReorganisationCommand.Step;
import org.doanket.membership.reorganisation.ReorganisationPlan.Numbered;
import org.doanket.platform.sql.Sql;

/** The steps that take an act back: what it ended is restored, what it moved goes back, what it founded is dissolved. */
final class ReorganisationCounter {

    private ReorganisationCounter() {
    }

    static List<Numbered> steps(Connection connection, UUID act) throws SQLException {
        List<Numbered> steps = new ArrayList<>();
        // Members of a founded unit go back to where they came from; those who joined it since, to the one it was made of, if it was one.
        Sql.of("SELECT e.action, e.code, p.code AS parent, o.code AS origin FROM reorganisation_effect e LEFT JOIN unit p ON p.id = e.parent_before "
                + "LEFT JOIN LATERAL (SELECT min(x.code) AS code FROM reorganisation_effect x WHERE x.reorganisation_id = e.reorganisation_id "
                + "AND e.unit_id = ANY (x.successors) HAVING count(*) = 1) o ON true "
                + "WHERE e.reorganisation_id = ? AND e.action IN ('founded', 'moved', 'ended', 'restored') ORDER BY e.path_before NULLS LAST, e.path_after", act)
                .list(connection, row -> steps.add(new Numbered(steps.size() + 1, step(row.getString("action"), row.getString("code"),
                        row.getString("parent"), row.getString("origin")))));
        return steps;
    }

    private static Step step(String action, String code, String parent, String origin) {
        return switch (action) {
            case "moved" -> new Step("move", code, null, null, parent, null, null, null, null, null, null);
            case "ended" -> new Step("restore", code, null, null, parent, null, null, null, null, null, null);
            default -> new Step("dissolve", code, null, null, null, null, null, origin, null, null, null);
        };
    }
}
