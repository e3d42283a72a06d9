package org.doanket.campaign.model;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.FieldFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which models are wanted; all conditions hold together. */
public class ModelFilter extends FieldFilter {

    @QueryParam("state")
    @Pattern(regexp = "[a-z-]{1,30}(,[a-z-]{1,30}){0,15}")
    public String state;

    /** Only those that were picked to be launched in public, or only the others. */
    @QueryParam("launched")
    public Boolean launched;

    Sql narrow(Sql select, Subtree where) {
        where.narrow(select);
        String words = words();
        if (words != null) {
            select.add("AND (m.search_name LIKE ? OR doanket.search_form(m.holder) LIKE ?)", words, words);
        }
        if (state != null) {
            select.add("AND m.state = ANY (string_to_array(?, ','))", state);
        }
        if (launched != null) {
            select.add(launched ? "AND m.launched_on IS NOT NULL" : "AND m.launched_on IS NULL");
        }
        return select.given(field, "AND m.field = ?").given(kind, "AND m.subject_kind = ?").given(year, "AND m.year = ?");
    }
}
