package org.doanket.servicemap.siting;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.security.Roles;
import org.doanket.servicemap.OpenData;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1/placements")
@Produces("application/json")
@Tag(name = "coverage")
public class PlacementResource {

    private final PlacementService service;

    PlacementResource(PlacementService service) {
        this.service = service;
    }

    @POST
    @RolesAllowed({Roles.MAP_EDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Where the next points would cover most people",
            description = "Within the unit's own territory, or the areas that are named. A job, whose result is the answer: chosen places, how many people they add, and what no choice could exceed. Out of candidates or of "
                    + "all squares with people; keeping what is there, without what will go, not in some boxes, some in any case, within a budget in all and by "
                    + "kind, with weights by area, the worst-served area first. exact asks a solver for the best "
                    + "choice there is. Changes nothing.")
    @APIResponse(responseCode = "202", description = "The job", content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response place(@Valid @NotNull PlacementCommand.Ask asked, @Context UriInfo uri) {
        return JobAccepted.at(uri, service.ask(asked), null);
    }
}
