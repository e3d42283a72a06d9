package org.doanket.campaign.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** Which models are wanted; all conditions hold together. */
public class ModelFilter {

    @QueryParam("unit")
    public UUID unit;

    @QueryParam("scope")
    @Pattern(regexp = "unit|subtree")
    public String scope;

    @QueryParam("state")
    @Pattern(regexp = "[a-z-]{1,30}(,[a-z-]{1,30}){0,15}")
    public String state;

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

    /** Only those that were picked to be launched in public, or only the others. */
    @QueryParam("launched")
    public Boolean launched;

    /** Part of the name or of the holder's name, with or without diacritics. */
    @QueryParam("q")
    @Size(max = 100)
    public String q;

    Sql narrow(Sql select, Subtree where) {
        where.narrow(select);
        if (q != null && !q.isBlank()) {
            String part = "%" + SearchForm.of(q).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
            select.add("AND (m.search_name LIKE ? OR doanket.search_form(m.holder) LIKE ?)", part, part);
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
