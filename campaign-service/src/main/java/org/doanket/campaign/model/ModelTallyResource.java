package org.doanket.campaign.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.campaign.tally.TallyView;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/tallies/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models")
public class ModelTallyResource {

    private final ModelTallyQueries queries;
    private final Caller caller;

    ModelTallyResource(ModelTallyQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Tally registered models by field and state", description = "Right to the last registration. asOf: as they stood that day, in "
            + "the tree of that day; from: what has changed since.")
    public ModelTallyView tally(@Valid @BeanParam TallyView.Param asked, @QueryParam("year") @Min(2000) @Max(2100) Integer year) {
        return queries.tally(caller.scope(), asked.asked(), year, Language.current());
    }

    @GET
    @Path("/units")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Registered models of each unit directly below",
            description = "Each with all below it, and what is the unit's own: together they are the unit's sum. By the tree of today.")
    public RestResponse<Page<ModelTallyView.OfUnit>> below(@QueryParam("unit") UUID unit, @QueryParam("year") @Min(2000) @Max(2100) Integer year,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.below(caller.scope(), unit, year, page), uri);
    }
}
