package org.doanket.campaign.movement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** Which movements are wanted; all conditions hold together. */
public class MovementFilter {

    @QueryParam("unit")
    public UUID unit;

    @QueryParam("scope")
    @Pattern(regexp = "unit|subtree")
    public String scope;

    @QueryParam("state")
    @Pattern(regexp = "draft|launched|closed")
    public String state;

    @QueryParam("year")
    @Min(2000)
    @Max(2100)
    public Integer year;

    /** Part of the name, with or without diacritics. */
    @QueryParam("q")
    @Size(max = 100)
    public String q;

    Sql narrow(Sql select) {
        return select.given(state, "AND m.state = ?").given(year, "AND m.year = ?").given(SearchForm.containing(q), "AND m.search_name LIKE ?");
    }
}
