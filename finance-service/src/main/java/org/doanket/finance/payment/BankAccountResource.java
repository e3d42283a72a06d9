package org.doanket.finance.payment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.finance.Waiting;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/units/{id}/bank-account")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank accounts", description = "The accounts on which units receive money, masked")
public class BankAccountResource {

    private final BankAccountService service;
    private final BankAccountChangeService changes;

    BankAccountResource(BankAccountService service, BankAccountChangeService changes) {
        this.service = service;
        this.changes = changes;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "The account on which a unit receives money")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BankAccountView.class)))
    public Response get(@PathParam("id") UUID unit, @Context Request request) {
        BankAccountView account = service.get(unit);
        return Revision.answer(request, account, account.version());
    }

    @PUT
    @RolesAllowed(Roles.TREASURER)
    @Operation(summary = "Set the account on which a unit receives money",
            description = "The first time without If-Match. Later only over the version that you have seen, and another person has to "
            + "approve: the change waits at its Location, and money is received on the account before until then.")
    @APIResponse(responseCode = "200", description = "The unit's first account, set",
            content = @Content(schema = @Schema(implementation = BankAccountView.class)))
    @APIResponse(responseCode = "202", description = "Waits for another person",
            content = @Content(schema = @Schema(implementation = BankAccountChangeView.class)))
    public Response set(@PathParam("id") UUID unit, @Valid @NotNull PaymentCommand.SetBankAccount command,
            @HeaderParam("If-Match") String ifMatch) {
        BankAccountChangeView change = changes.setOrPropose(unit, command, ifMatch);
        if (change != null) {
            return Waiting.at(BankAccountChangeResource.COLLECTION, change.id(), change);
        }
        BankAccountView account = service.get(unit);
        return Response.ok(account).tag(Revision.tag(account.version())).build();
    }

    @GET
    @Path("/qr")
    @Produces("image/png")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "The account as a QR code for any sum, to be hung up, as PNG or SVG",
            description = "What comes in by it bears no reference: it is told by the payer, or waits in suspense.")
    public byte[] png(@PathParam("id") UUID unit) {
        return service.standingQr(unit).png();
    }

    @GET
    @Path("/qr")
    @Produces("image/svg+xml")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "The account as a QR code for any sum, to be hung up, as PNG or SVG")
    public String svg(@PathParam("id") UUID unit) {
        return service.standingQr(unit).svg();
    }
}
