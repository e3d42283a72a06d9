package org.doanket.campaign.panel;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.FieldFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which contests are wanted; all conditions hold together. The kind is that of the models which the criteria of a round are for. */
public class ContestFilter extends FieldFilter {

    @QueryParam("state")
    @Pattern(regexp = "open|over|cancelled")
    public String state;

    Sql narrow(Sql select, Subtree where) {
        return where.narrow(select).given(state, "AND c.state = ?").given(year, "AND c.year = ?").given(words(), "AND c.search_name LIKE ?")
                .given(kind, "AND EXISTS (SELECT FROM contest_round r JOIN criteria_set s ON s.id = r.set_id WHERE r.contest_id = c.id "
                        + "AND s.subject_kind = 'model-' || ?)")
                .given(field, "AND EXISTS (SELECT FROM panel p JOIN panel_entry e ON e.panel_id = p.id JOIN good_practice_model m ON m.id = e.model_id "
                        + "WHERE p.contest_id = c.id AND p.state <> 'cancelled' AND m.field = ?)");
    }
}
