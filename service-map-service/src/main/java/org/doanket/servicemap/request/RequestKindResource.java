package org.doanket.servicemap.request;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Roles;
import org.doanket.servicemap.request.RequestView.KindEntry;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.FEDERATION_OFFICER)
@Tag(name = "service requests")
public class RequestKindResource {

    private final RequestKindService service;

    RequestKindResource(RequestKindService service) {
        this.service = service;
    }

    @POST
    @Path("/request-kinds")
    @Idempotent
    @Operation(summary = "Let something else be asked, with its clocks")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = KindEntry.class)))
    @APIResponse(responseCode = "409", description = "Its code or its position is taken")
    public Response add(@Valid @NotNull RequestCommand.AddKind asked, @Context UriInfo uri) {
        KindEntry kind = service.add(asked);
        return Created.at(uri.getRequestUri().getRawPath() + '/' + kind.code(), kind).tag(Revision.tag(kind.version())).build();
    }

    @GET
    @Path("/request-kinds/{code}")
    @Operation(summary = "A kind as it is set, in all languages")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = KindEntry.class)))
    public Response one(@PathParam("code") String code, @Context Request request) {
        KindEntry kind = service.entry(code);
        return Revision.answer(request, kind, kind.version());
    }

    @PATCH
    @Path("/request-kinds/{code}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "Correct a kind's labels or its place in lists")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = KindEntry.class)))
    public Response edit(@PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        KindEntry kind = service.edit(code, ifMatch, patch);
        return Response.ok(kind).tag(Revision.tag(kind.version())).build();
    }

    @GET
    @Path("/request-kinds/{code}/clocks/{id}")
    @PermitAll
    @Operation(summary = "One clock of a kind")
    public RequestView.Clock clock(@PathParam("code") String code, @PathParam("id") UUID id) {
        return service.clock(code, id);
    }

    @POST
    @Path("/request-kinds/{code}/clocks")
    @Idempotent
    @Operation(summary = "Set how soon it is accepted and answered, from a day to come on", description = "In working days; requests that came before keep theirs.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RequestView.Clock.class)))
    @APIResponse(responseCode = "409", description = "One begins on that day")
    @APIResponse(responseCode = "422", description = "That day is not to come")
    public Response set(@PathParam("code") String code, @Valid @NotNull RequestCommand.KindClock asked, @Context UriInfo uri) {
        RequestView.Clock clock = service.set(code, asked);
        return Created.at(uri, clock.id(), clock, 0);
    }

    @POST
    @Path("/request-kinds/{code}/clocks/{id}/cancellation")
    @Idempotent
    @Operation(summary = "Take back a clock before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.Clock.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RequestView.Clock cancel(@PathParam("code") String code, @PathParam("id") UUID id, @Valid @NotNull RuleCancellation asked) {
        return service.cancel(code, id, asked);
    }
}
