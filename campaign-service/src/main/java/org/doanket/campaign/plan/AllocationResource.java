package org.doanket.campaign.plan;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/targets/{id}/allocation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "targets")
public class AllocationResource {

    private final AllocationService service;
    private final AllocationQueries queries;
    private final Caller caller;

    AllocationResource(AllocationService service, AllocationQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "How a target is shared out among units below, and what each has set itself")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AllocationView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        AllocationView view = queries.of(caller.scope(), id);
        return Revision.answer(request, view, new EntityTag("v" + view.version() + "-" + Integer.toHexString(view.hashCode())));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Share a target out among units below", description = "The shares and what is kept must add up to what is planned; "
            + "of a ratio by their parts. Weights share out in proportion. Replaces the allocation before.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AllocationView.class)))
    @APIResponse(responseCode = "412", description = "Shared out anew meanwhile")
    @APIResponse(responseCode = "422", description = "The shares do not add up, or a unit is not below")
    public AllocationView allocate(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull PlanCommand.Allocate command) {
        service.allocate(id, command, ifMatch);
        return queries.of(caller.scope(), id);
    }
}
