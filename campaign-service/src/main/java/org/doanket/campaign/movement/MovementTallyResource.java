package org.doanket.campaign.movement;

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
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/tallies/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "movements")
public class MovementTallyResource {

    private final MovementTallyQueries queries;
    private final Caller caller;

    MovementTallyResource(MovementTallyQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "What came of a movement, by field, kind and measure, and how many units chose what",
            description = "Right to the last result. Without a movement what came of all of them; year: of results of that year. asOf: what had come by "
                    + "that day, in the tree of that day.")
    public MovementTallyView tally(@QueryParam("movement") UUID movement, @QueryParam("year") @Min(2000) @Max(2100) Integer year,
            @Valid @BeanParam TallyView.Param asked) {
        return queries.tally(caller.scope(), movement, year == null ? asked.asked() : asked.asked().of(year));
    }

    @GET
    @Path("/units")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "What came of movements in each unit directly below",
            description = "Each with all below it, and what is the unit's own: together they are the unit's sum. By the tree of today.")
    public RestResponse<Page<MovementTallyView.OfUnit>> below(@QueryParam("unit") UUID unit, @QueryParam("movement") UUID movement,
            @QueryParam("year") @Min(2000) @Max(2100) Integer year, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.below(caller.scope(), unit, movement, year, page), uri);
    }
}
