package org.doanket.membership.tally;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/tallies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tallies", description = "Members and units counted over a subtree, today or as the tree stood on any day")
@RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
public class TallyResource {

    private final TallyQueries queries;
    private final Caller caller;

    TallyResource(TallyQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @Path("/members")
    @Operation(summary = "Members of a unit and all below it", description = "Those whose membership went on that day, in the units that stood below "
            + "this one that day, wherever units and members are now. Without unit all that you reach.")
    public TallyView.Members members(@QueryParam("unit") UUID unit, @QueryParam("asOf") LocalDate asOf) {
        return queries.members(caller.scope(), unit, asOf);
    }

    @GET
    @Path("/members/units")
    @Operation(summary = "The same for each unit directly below, by code")
    public RestResponse<Page<TallyView.OfUnit>> ofUnits(@QueryParam("unit") UUID unit, @QueryParam("asOf") LocalDate asOf,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.ofUnits(caller.scope(), unit, asOf, page), uri);
    }

    @GET
    @Path("/units")
    @Operation(summary = "A unit and all below it, counted by level and kind")
    public TallyView.Units units(@QueryParam("unit") UUID unit, @QueryParam("asOf") LocalDate asOf) {
        return queries.units(caller.scope(), unit, asOf);
    }
}
