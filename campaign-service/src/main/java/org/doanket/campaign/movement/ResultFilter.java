package org.doanket.campaign.movement;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which results are wanted; all conditions hold together. */
public class ResultFilter extends ListFilter {

    @QueryParam("movement")
    public UUID movement;

    @QueryParam("content")
    @Size(max = 40)
    public String content;

    @QueryParam("field")
    @Size(max = 60)
    public String field;

    @QueryParam("kind")
    @Pattern(regexp = "cash|workdays|goods|counts|granted")
    public String kind;

    @QueryParam("state")
    @Pattern(regexp = "reported|checked|returned|reversed")
    public String state;

    @QueryParam("from")
    public LocalDate from;

    @QueryParam("to")
    public LocalDate to;

    Sql narrow(Sql select, Subtree where) {
        return where.narrow(select).given(movement, "AND r.movement_id = ?").given(content, "AND r.content = ?").given(field, "AND r.field = ?")
                .given(kind, "AND r.kind = ?").given(state, "AND r.state = ?").given(from, "AND r.day >= ?")
                .given(year, "AND extract(year FROM r.day) = ?").given(to, "AND r.day <= ?")
                .given(words(), "AND u.search_name LIKE ?");
    }
}
