package org.doanket.campaign.scoring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** Which sheets are wanted; all conditions hold together. */
public class ScoringFilter {

    @QueryParam("unit")
    public UUID unit;

    @QueryParam("scope")
    @Pattern(regexp = "unit|subtree")
    public String scope;

    @QueryParam("criteriaSet")
    public UUID criteriaSet;

    @QueryParam("state")
    @Pattern(regexp = "open|submitted|graded")
    public String state;

    @QueryParam("band")
    @Size(max = 40)
    public String band;

    @QueryParam("year")
    @Min(2000)
    @Max(2100)
    public Integer year;

    /** Part of the unit's name, with or without diacritics. */
    @QueryParam("q")
    @Size(max = 100)
    public String q;

    Sql narrow(Sql select, Subtree where) {
        return where.narrow(select).given(criteriaSet, "AND s.set_id = ?").given(state, "AND s.state = ?").given(band, "AND s.band = ?")
                .given(year, "AND s.year = ?").given(SearchForm.containing(q), "AND u.search_name LIKE ?");
    }
}
