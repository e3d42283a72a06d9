package org.doanket.campaign;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

/** What every list can be narrowed by: whose, of which year, with which words. All conditions hold together. */
public class ListFilter extends OwnFilter {

    @QueryParam("unit")
    public UUID unit;

    @QueryParam("scope")
    @Pattern(regexp = "unit|subtree")
    public String scope;
}
