package org.doanket.campaign.recognition;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** Which recognitions are wanted; all conditions hold together. */
public class RecognitionFilter {

    @QueryParam("unit")
    public UUID unit;

    @QueryParam("scope")
    @Pattern(regexp = "unit|subtree")
    public String scope;

    @QueryParam("level")
    @Size(max = 60)
    public String level;

    @QueryParam("field")
    @Size(max = 60)
    public String field;

    @QueryParam("kind")
    @Pattern(regexp = "collective|individual")
    public String kind;

    @QueryParam("year")
    @Min(2000)
    @Max(2100)
    public Integer year;

    @QueryParam("decision")
    @Size(max = 200)
    public String decision;

    /** Part of the model's name, with or without diacritics. */
    @QueryParam("q")
    @Size(max = 100)
    public String q;

    Sql narrow(Sql select, Subtree where) {
        return where.narrow(select).given(level, "AND r.level = ?").given(field, "AND m.field = ?").given(kind, "AND r.subject_kind = ?")
                .given(year, "AND r.year = ?").given(decision, "AND r.decision = ?").given(SearchForm.containing(q), "AND m.search_name LIKE ?");
    }
}
