package org.doanket.campaign.catalogue;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.FieldFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which models of the catalogue are wanted; all conditions hold together. */
public class CatalogueFilter extends FieldFilter {

    @QueryParam("jurisdiction")
    @Pattern(regexp = "vn|cn")
    public String jurisdiction;

    @QueryParam("state")
    @Pattern(regexp = "recognised|kept|spread")
    public String state;

    @QueryParam("level")
    @Size(max = 60)
    public String level;

    Sql narrow(Sql select, Subtree where) {
        String words = words();
        where.narrow(select);
        if (words != null) {
            select.add("AND (doanket.search_form(c.name) LIKE ? OR u.search_name LIKE ?)", words, words);
        }
        return select.given(jurisdiction, "AND c.jurisdiction = ?").given(field, "AND c.field = ?").given(kind, "AND c.subject_kind = ?")
                .given(level, "AND c.level = ?").given(year, "AND c.year = ?").given(state, "AND c.state = ?");
    }
}
