package org.doanket.campaign.movement;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.ListFilter;
import org.doanket.platform.sql.Sql;

/** Which movements are wanted; all conditions hold together. */
public class MovementFilter extends ListFilter {

    @QueryParam("state")
    @Pattern(regexp = "draft|launched|closed")
    public String state;

    /** Of a content of it. */
    @QueryParam("field")
    @Size(max = 60)
    public String field;

    Sql narrow(Sql select) {
        return select.given(state, "AND m.state = ?").given(year, "AND m.year = ?").given(words(), "AND m.search_name LIKE ?")
                .given(field, "AND EXISTS (SELECT FROM movement_content k WHERE k.movement_id = m.id AND k.field = ?)");
    }
}
