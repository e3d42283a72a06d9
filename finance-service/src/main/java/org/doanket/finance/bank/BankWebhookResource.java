package org.doanket.finance.bank;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.doanket.platform.idempotency.Idempotent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/bank-webhooks/{id}")
@Tag(name = "bank webhooks")
public class BankWebhookResource {

    private final BankWebhookService service;

    BankWebhookResource(BankWebhookService service) {
        this.service = service;
    }

    /** Kept under no Idempotency-Key, for the bank's own name of what it tells does that, for ever. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent(secret = true)
    @Operation(summary = "For the bank: a movement on the account, signed by the secret of this webhook",
            description = "X-Doanket-Timestamp is the time in seconds since 1970, at most five minutes from ours; X-Doanket-Signature "
            + "is the hexadecimal "
                    + "HMAC-SHA-256 of that time, a full stop and the body as it is sent. Told again, by the same id, it changes "
                    + "nothing; what stands in a "
                    + "statement too is one line.")
    @RequestBody(content = @Content(schema = @Schema(implementation = BankWebhookCommand.class)))
    @APIResponse(responseCode = "204", description = "Taken in, now or before")
    @APIResponse(responseCode = "401", description = "There is no such webhook, or it was not signed by its secret just now; which of "
            + "these is not told")
    public void hear(@PathParam("id") UUID id, @HeaderParam("X-Doanket-Timestamp") String time,
            @HeaderParam("X-Doanket-Signature") String signature,
            @NotNull byte[] body) {
        service.hear(id, time, signature, body);
    }
}
