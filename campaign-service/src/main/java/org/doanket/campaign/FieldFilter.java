package org.doanket.campaign;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

/** What models, and lists of what is made of them, can be narrowed by besides: by the field of a model, and whether it is a collective's or an individual's. */
public class FieldFilter extends ListFilter {

    public static final String KIND = "collective|individual";

    @QueryParam("field")
    @Size(max = 60)
    public String field;

    @QueryParam("kind")
    @Pattern(regexp = KIND)
    public String kind;
}
