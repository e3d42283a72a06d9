package org.doanket.campaign.panel;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.FieldFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which panels are wanted; all conditions hold together. The kind is that of the models which the criteria are for, the field that of a model before it. */
public class PanelFilter extends FieldFilter {

    static final String STATE = "open|closed|cancelled";

    @QueryParam("state")
    @Pattern(regexp = STATE)
    public String state;

    /** Of a year are the panels whose criteria are of it. */
    Sql narrow(Sql select, Subtree where) {
        return where.narrow(select).given(state, "AND p.state = ?").given(year, "AND (SELECT s.year FROM criteria_set s WHERE s.id = p.set_id) = ?")
                .given(kind, "AND (SELECT s.subject_kind FROM criteria_set s WHERE s.id = p.set_id) = 'model-' || ?")
                .given(field, "AND EXISTS (SELECT FROM panel_entry e JOIN good_practice_model m ON m.id = e.model_id WHERE e.panel_id = p.id AND m.field = ?)")
                .given(words(), "AND doanket.search_form(p.title) LIKE ?");
    }
}
