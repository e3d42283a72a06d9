package org.doanket.campaign.activity;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/tallies/activities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "activities")
public class ActivityTallyResource {

    private final ActivityQueries queries;
    private final Caller caller;

    ActivityTallyResource(ActivityQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Activities of a year by kind, and how many people came")
    public List<ActivityView.OfKind> tally(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "unit|subtree") String scope,
            @QueryParam("year") @NotNull @Min(2000) @Max(2100) Integer year) {
        return queries.tally(caller.scope(), unit, scope, year);
    }
}
