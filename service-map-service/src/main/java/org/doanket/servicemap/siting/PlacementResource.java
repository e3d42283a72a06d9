package org.doanket.servicemap.siting;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.idempotency.Idempotent;
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

    private final PlacementQueries queries;

    PlacementResource(PlacementQueries queries) {
        this.queries = queries;
    }

    @POST
    @RolesAllowed({Roles.MAP_EDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Where the next points would cover most people",
            description = "Out of candidates or of all squares with people; keeping what is there, without what will go, not in some boxes, within a "
                    + "budget, with weights by area, the worst-served area first. Changes nothing; says what no choice could exceed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlacementView.class)))
    public Response place(@Valid @NotNull PlacementCommand.Ask asked) {
        return Response.ok(queries.place(asked)).build();
    }
}
