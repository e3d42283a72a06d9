package org.doanket.finance.bank;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/units/{id}/bank-account/webhook")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank webhooks", description = "Where the bank tells of money by itself, and the secrets by which it is known")
public class BankWebhookSecretResource {

    private final BankWebhookSecretService service;

    BankWebhookSecretResource(BankWebhookSecretService service) {
        this.service = service;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "A unit's webhook, without its secret")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BankWebhookView.class)))
    public Response get(@PathParam("id") UUID unit, @Context Request request) {
        BankWebhookView view = service.get(unit);
        return Revision.answer(request, view, view.version());
    }

    @POST
    @Path("/secrets")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(secret = true)
    @Operation(summary = "Open the webhook, or change its secret", description = "The secret is shown here and never again. The one "
            + "before it holds a day longer.")
    @APIResponse(responseCode = "201", description = "With the secret",
            content = @Content(schema = @Schema(implementation = BankWebhookView.class)))
    public Response newSecret(@PathParam("id") UUID unit, @Context UriInfo uri) {
        BankWebhookView view = service.newSecret(unit);
        String webhook = uri.getRequestUri().getRawPath().replaceFirst("/secrets/?$", "");
        return Created.at(webhook, view).tag(Revision.tag(view.version())).header("Cache-Control", "no-store").build();
    }

    @DELETE
    @RolesAllowed(Roles.TREASURER)
    @Operation(summary = "Close the webhook", description = "What the bank tells afterwards is refused. Opened again it has another "
            + "address.")
    public void close(@PathParam("id") UUID unit, @HeaderParam("If-Match") String ifMatch) {
        service.close(unit, ifMatch);
    }
}
