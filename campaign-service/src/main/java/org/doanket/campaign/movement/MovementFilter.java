package org.doanket.campaign.movement;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.ListFilter;
import org.doanket.platform.sql.Sql;

/** Which movements are wanted; all conditions hold together. */
public class MovementFilter extends ListFilter {

    @QueryParam("state")
    @Pattern(regexp = "draft|launched|closed")
    public String state;

    Sql narrow(Sql select) {
        return select.given(state, "AND m.state = ?").given(year, "AND m.year = ?").given(words(), "AND m.search_name LIKE ?");
    }
}
