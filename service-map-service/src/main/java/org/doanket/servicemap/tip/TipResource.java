package org.doanket.servicemap.tip;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/tips")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tips", description = "Community-safety tips: anybody leaves one, and only the tips officers of that very unit read it, none above and none below")
public class TipResource {

    private static final String CACHE = "Cache-Control";
    private static final String NOWHERE = "no-store";

    private final TipService service;
    private final TipQueries queries;
    private final Caller caller;

    TipResource(TipService service, TipQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @PermitAll
    @Idempotent(secret = true)
    @Operation(summary = "Leave a tip", description = "Needs no token, and keeps nothing of one. A contact is taken only where an answer is wanted, "
            + "sealed, and destroyed when the answer was given. Idempotency-Key makes asking again harmless, and is not kept: it would tie the tip to who sent it.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TipView.Receipt.class)))
    public Response give(@Valid @NotNull TipCommand.Give asked, @HeaderParam("Idempotency-Key") @Size(max = 255) String retryKey) {
        return Created.inSecret(service.give(asked, retryKey));
    }

    @GET
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Operation(summary = "The tips of the officer's own unit", description = "Newest day first, without their texts.")
    public RestResponse<Page<TipView.Listed>> list(@QueryParam("state") String state, @QueryParam("kind") String kind,
            @QueryParam("year") @Min(2000) @Max(2100) Integer year, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), state, kind, year, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Operation(summary = "Read a tip", description = "With its text and what was done with it; the reading stands on the room's trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TipView.Opened.class)))
    public Response open(@PathParam("id") UUID id) {
        TipView.Opened tip = service.open(id);
        return Response.ok(tip).tag(Revision.tag(tip.version())).header(CACHE, NOWHERE).build();
    }

    @POST
    @Path("/{id}/source-reveal")
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Idempotent(secret = true)
    @Operation(summary = "See who asks for an answer", description = "With the purpose, which stands on the room's trail. 404 where no answer was asked for, "
            + "or it was given.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TipView.Source.class)))
    public Response reveal(@PathParam("id") UUID id, @Valid @NotNull TipCommand.Reveal asked) {
        return Response.ok(service.reveal(id, asked)).header(CACHE, NOWHERE).build();
    }

    @POST
    @Path("/{id}/handover")
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Idempotent
    @Operation(summary = "Record that a tip was handed over to the police", description = "To whom and on which day. The source is no part of it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TipView.Listed.class)))
    public TipView.Listed handOver(@PathParam("id") UUID id, @Valid @NotNull TipCommand.HandOver asked) {
        return service.handOver(id, asked);
    }

    @POST
    @Path("/{id}/dismissal")
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Idempotent
    @Operation(summary = "Dismiss a tip that is none", description = "Its source is destroyed, and it counts nowhere.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TipView.Listed.class)))
    public TipView.Listed dismiss(@PathParam("id") UUID id, @Valid TipCommand.Step asked) {
        return service.dismiss(id, asked);
    }

    @POST
    @Path("/{id}/answer")
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Idempotent
    @Operation(summary = "Record that the answer was given", description = "The source is destroyed with it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TipView.Listed.class)))
    public TipView.Listed answered(@PathParam("id") UUID id, @Valid TipCommand.Step asked) {
        return service.answered(id, asked);
    }

    @POST
    @Path("/{id}/closing")
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Idempotent
    @Operation(summary = "Close a tip that was handed over", description = "409 while an answer is due.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TipView.Listed.class)))
    public TipView.Listed close(@PathParam("id") UUID id, @Valid TipCommand.Step asked) {
        return service.close(id, asked);
    }
}
