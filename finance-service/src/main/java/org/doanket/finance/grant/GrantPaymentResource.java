package org.doanket.finance.grant;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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
import org.doanket.finance.grant.GrantView.GrantPayment;
import org.doanket.platform.error.Problem;
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

@Path("/v1/grant-payments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "grants")
public class GrantPaymentResource {

    private final GrantPaymentService service;
    private final GrantQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    GrantPaymentResource(GrantPaymentService service, GrantQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List payments of grants, the newest first")
    public RestResponse<Page<GrantPayment>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.payments(asked.range(tree, caller), asked.only(), page), uri);
    }

    /** The number of reversals is the version: a payment itself never changes. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One payment, and whether it was taken back")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GrantPayment.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        GrantPayment payment = queries.payment(caller.scope(), id).orElseThrow(() -> Problem.notFound("grant-payment"));
        return Revision.answer(request, payment, payment.reversal() == null ? 0 : 1);
    }

    @POST
    @Path("/{id}/reversal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Take back a payment that was wrong", description = "By somebody else than who paid. What it had paid is "
            + "approved again.")
    public GrantPayment reverse(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.TurnDown command) {
        return service.reverse(id, command);
    }
}
