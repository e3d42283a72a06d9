package org.doanket.campaign.recognition;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which recognitions are wanted; all conditions hold together. */
public class RecognitionFilter extends ListFilter {

    @QueryParam("level")
    @Size(max = 60)
    public String level;

    @QueryParam("field")
    @Size(max = 60)
    public String field;

    @QueryParam("kind")
    @Pattern(regexp = "collective|individual")
    public String kind;

    @QueryParam("decision")
    @Size(max = 200)
    public String decision;

    /** True: those that were taken back; false: those that hold. */
    @QueryParam("revoked")
    public Boolean revoked;

    Sql narrow(Sql select, Subtree where) {
        return where.narrow(select).given(level, "AND r.level = ?").given(field, "AND m.field = ?").given(kind, "AND r.subject_kind = ?")
                .given(year, "AND r.year = ?").given(decision, "AND r.decision = ?").given(words(), "AND m.search_name LIKE ?")
                .given(revoked, "AND (v.recognition_id IS NOT NULL) = ?");
    }
}
