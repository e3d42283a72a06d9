package org.doanket.campaign.petition;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/tallies/petitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "petitions")
public class PetitionTallyResource {

    private final PetitionQueries queries;
    private final Caller caller;

    PetitionTallyResource(PetitionQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Petitions of a year: received, open, answered in time, overdue, by topic")
    public PetitionView.Tally tally(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "unit|subtree") String scope,
            @QueryParam("year") @NotNull @Min(2000) @Max(2100) Integer year) {
        return queries.tally(caller.scope(), unit, scope, year);
    }

    @GET
    @Path("/units")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Petitions of each unit directly below",
            description = "Each with all below it, and what is the unit's own: together they are the unit's sum. By the tree of today.")
    public RestResponse<Page<PetitionView.OfUnit>> below(@QueryParam("unit") UUID unit, @QueryParam("year") @NotNull @Min(2000) @Max(2100) Integer year,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.below(caller.scope(), unit, year, page), uri);
    }
}
