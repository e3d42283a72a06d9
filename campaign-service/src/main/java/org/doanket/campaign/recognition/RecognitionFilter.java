package org.doanket.campaign.recognition;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.doanket.campaign.FieldFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;

/** Which recognitions are wanted; all conditions hold together. */
public class RecognitionFilter extends FieldFilter {

    @QueryParam("level")
    @Size(max = 60)
    public String level;

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
