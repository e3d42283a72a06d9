package org.doanket.servicemap.merge;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Roles;
import org.doanket.servicemap.merge.MergeView.MergedSites;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/site-merges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service points")
public class SiteMergeResource {

    private final MergeService service;

    SiteMergeResource(MergeService service) {
        this.service = service;
    }

    @POST
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    @Operation(summary = "Make one of two places that are the same", description = "All points of the one go to the other, so that two desks of one hall are covered "
            + "by one place; who asks for the one that is left empty is sent on. preview=true only says which points would go, and how far.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MergedSites.class)))
    @APIResponse(responseCode = "403", description = "Points of units outside the scope are in it")
    @APIResponse(responseCode = "409", description = "One of them was merged before")
    @APIResponse(responseCode = "422", description = "It is the same row, or one of another jurisdiction, or outside the territory of a unit whose points would come there")
    public MergedSites merge(@Valid @NotNull MergeCommand.MergeSites asked) {
        return service.mergeSites(asked);
    }
}
