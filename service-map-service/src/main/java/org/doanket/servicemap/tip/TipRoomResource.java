package org.doanket.servicemap.tip;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tips")
public class TipRoomResource {

    private final TipService service;
    private final TipQueries queries;

    TipRoomResource(TipService service, TipQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @POST
    @Path("/tip-rooms")
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Idempotent
    @Operation(summary = "Open the intake room of the officer's own unit", description = "Tips are taken only where somebody will read them. The room gets a key of its own.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TipView.Room.class)))
    public Response openRoom(@Context UriInfo uri) {
        TipView.Room room = service.openRoom();
        return Created.at(uri.getRequestUri().getRawPath() + "?unit=" + room.unitId(), room).build();
    }

    @GET
    @Path("/tip-rooms")
    @PermitAll
    @Operation(summary = "The units that take tips")
    public RestResponse<Page<TipView.Room>> rooms(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "subtree") String scope,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.rooms(queries.asked(unit, scope, null), page), uri);
    }
}
