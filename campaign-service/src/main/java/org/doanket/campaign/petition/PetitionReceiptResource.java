package org.doanket.campaign.petition;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.idempotency.Idempotent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The sender's own petition, by the code that he was given. In the body, for addresses are written into logs. */
@Path("/v1/petition-receipts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "petitions")
public class PetitionReceiptResource {

    private final SubmissionService submissions;

    PetitionReceiptResource(SubmissionService submissions) {
        this.submissions = submissions;
    }

    @POST
    @PermitAll
    @Idempotent(secret = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "How far my petition is, and its answer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionView.Progress.class)))
    @APIResponse(responseCode = "404", description = "There is no petition with this code")
    public Response ask(@Valid @NotNull PetitionCommand.ByReceipt command) {
        return Response.ok(submissions.read(command)).header("Cache-Control", "no-store").build();
    }
}
