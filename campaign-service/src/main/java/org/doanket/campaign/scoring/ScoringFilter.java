package org.doanket.campaign.scoring;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which sheets are wanted; all conditions hold together. */
public class ScoringFilter extends ListFilter {

    @QueryParam("criteriaSet")
    public UUID criteriaSet;

    @QueryParam("state")
    @Pattern(regexp = "open|submitted|graded|ended")
    public String state;

    @QueryParam("band")
    @Size(max = 40)
    public String band;

    Sql narrow(Sql select, Subtree where) {
        return where.narrow(select).given(criteriaSet, "AND s.set_id = ?").given(state, "AND " + ScoringQueries.STATE + " = ?").given(band, "AND s.band = ?")
                .given(year, "AND s.year = ?").given(words(), "AND u.search_name LIKE ?");
    }
}
