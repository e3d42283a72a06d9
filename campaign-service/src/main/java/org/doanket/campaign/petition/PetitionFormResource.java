package org.doanket.campaign.petition;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The form by which anybody writes to a unit, with or without a token. */
@Path("/v1/petition-forms/{unit}")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "petitions")
public class PetitionFormResource {

    private final SubmissionService submissions;

    PetitionFormResource(SubmissionService submissions) {
        this.submissions = submissions;
    }

    @GET
    @Operation(summary = "What a petition to a unit asks, and the text of the consent", description = "In the reader's language. Nothing is agreed to "
            + "beforehand.")
    public PetitionView.Form form(@PathParam("unit") UUID unit) {
        return submissions.form(unit);
    }

    @POST
    @Path("/submissions")
    @Idempotent(secret = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Send a petition", description = "Without an account, or as a member, whose own it then is; by name, with consent, or anonymously. "
            + "Asked again with the same Idempotency-Key and words it answers the same and takes nothing in. The answer holds a code by which the sender "
            + "asks for it; it is told once.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PetitionView.Sent.class)))
    @APIResponse(responseCode = "422", description = "Neither a name with consent nor anonymous, or no such topic")
    public Response send(@PathParam("unit") UUID unit, @HeaderParam("Idempotency-Key") String key, @Valid @NotNull PetitionCommand.Submit command) {
        return Created.inSecret(submissions.send(unit, command, key));
    }
}
