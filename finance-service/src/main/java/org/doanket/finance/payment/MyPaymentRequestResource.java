package org.doanket.finance.payment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me/payment-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "me")
public class MyPaymentRequestResource {

    private static final String COLLECTION = "/finance/v1/payment-requests/";

    private final PaymentService service;

    MyPaymentRequestResource(PaymentService service) {
        this.service = service;
    }

    @POST
    @RolesAllowed(Roles.MEMBER)
    @Idempotent(required = true)
    @Operation(summary = "Ask for the account and the QR code to pay what I still owe for a month", description = "Where I am asked for it already, "
            + "it is that request (200).")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PaymentRequestView.class)))
    @APIResponse(responseCode = "200", description = "I was asked before", content = @Content(schema = @Schema(implementation = PaymentRequestView.class)))
    public Response request(@Valid @NotNull PaymentCommand.RequestOwn command) {
        PaymentService.Own own = service.requestOwn(command.month());
        String location = COLLECTION + own.request().id();
        return (own.isNew() ? Created.at(location, own.request()) : Response.ok(own.request()).header("Location", location)).build();
    }
}
