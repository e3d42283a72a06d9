package org.doanket.campaign.compilation;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.FieldFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which compilations are wanted; all conditions hold together, and those on models of one and the same. */
public class CompilationFilter extends FieldFilter {

    /** In which a model of it is now. */
    @QueryParam("state")
    @Pattern(regexp = "[a-z-]{1,30}")
    public String state;

    /** That a model of it took by it. */
    @QueryParam("step")
    @Pattern(regexp = CompilationCommand.STEP)
    public String step;

    Sql narrow(Sql select, Subtree where) {
        where.narrow(select).given(year, "AND c.year = ?").given(words(), "AND doanket.search_form(c.title || ' ' || u.name) LIKE ?");
        if (state == null && field == null && kind == null && step == null) {
            return select;
        }
        return select.add("AND EXISTS (SELECT FROM compilation_item i JOIN good_practice_model m ON m.id = i.model_id WHERE i.compilation_id = c.id")
                .given(state, "AND m.state = ?").given(field, "AND m.field = ?").given(kind, "AND m.subject_kind = ?").given(step, "AND i.step = ?").add(")");
    }
}
