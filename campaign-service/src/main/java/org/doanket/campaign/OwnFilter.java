package org.doanket.campaign;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.doanket.platform.text.SearchForm;

/**
 * What also lists of one's own can be narrowed by, whose things are of no unit in particular: of which year, with which words. All conditions hold together.
 */
public class OwnFilter {

    @QueryParam("year")
    @Min(2000)
    @Max(2100)
    public Integer year;

    /** Part of what the list is looked through for, with or without diacritics. */
    @QueryParam("q")
    @Size(max = 100)
    public String q;

    /** @return {@link #q} as LIKE compares it with a search form, or null */
    public String words() {
        return SearchForm.containing(q);
    }
}
