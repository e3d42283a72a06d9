package org.doanket.finance.refund;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/refunds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "refunds", description = "What came in above what was owed, and goes back: asked for by one, agreed to by another")
public class RefundResource {

    private final RefundService service;
    private final RefundQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    RefundResource(RefundService service, RefundQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Ask that what came above what was owed goes back")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RefundView.class)))
    @APIResponse(responseCode = "422", description = "More than what came above, or than what is left of it")
    public Response request(@Valid @NotNull RefundCommand.Request command, @Context UriInfo uri) {
        RefundView view = service.request(command);
        return Created.at(uri, view.id(), view, view.version());
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List refunds, the newest first")
    public RestResponse<Page<RefundView>> list(@Valid @BeanParam UnitParam asked,
            @QueryParam("state") @Pattern(regexp = "requested|approved|refused|paid") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.refunds(asked.range(tree, caller), asked.only(), state, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One refund; once it is agreed to, with the reference for the memo of its transfer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RefundView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        RefundView view = queries.refund(caller.scope(), id).orElseThrow(() -> Problem.notFound("refund"));
        return Revision.answer(request, view, view.version());
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Agree that a refund is paid", description = "By another person than the one who asked for it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RefundView.class)))
    @APIResponse(responseCode = "403", description = "Whoever asked for it may not agree to it")
    public Response approve(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return answer(service.approve(id, ifMatch));
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Refuse a refund, or take it back", description = "Also one that was agreed to, as long as it is not paid.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RefundView.class)))
    public Response refuse(@PathParam("id") UUID id, @Valid @NotNull RefundCommand.Refuse command,
            @HeaderParam("If-Match") String ifMatch) {
        return answer(service.refuse(id, command, ifMatch));
    }

    @POST
    @Path("/{id}/payment")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Say which line of the bank paid a refund out",
            description = "Only where that line does not bear the reference; else it is found by itself.")
    public RefundView pay(@PathParam("id") UUID id, @Valid @NotNull RefundCommand.Pay command) {
        return service.pay(id, command);
    }

    private static Response answer(RefundView view) {
        return Response.ok(view).tag(Revision.tag(view.version())).build();
    }
}
