package org.doanket.membership.application;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.idempotency.Idempotent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The applicant's own application, by the code that he was given. In the body, for addresses are written into logs. */
@Path("/v1/application-receipts")
@Produces("application/json")
@Tag(name = "public")
public class ApplicationReceiptResource {

    private final ApplicantService applicants;
    private final ApplicationFormQueries queries;

    ApplicationReceiptResource(ApplicantService applicants, ApplicationFormQueries queries) {
        this.applicants = applicants;
        this.queries = queries;
    }

    @POST
    @PermitAll
    @Idempotent(secret = true)
    @Operation(summary = "How far my application is")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationFormView.Progress.class)))
    @APIResponse(responseCode = "404", description = "There is no application with this code")
    public Response ask(@Valid @NotNull ApplicationCommand.Receipt command) {
        return now(command.receipt());
    }

    @POST
    @Path("/correction")
    @PermitAll
    @Idempotent(secret = true)
    @Operation(summary = "Send my returned application once more, put right")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationFormView.Progress.class)))
    @APIResponse(responseCode = "409", description = "It was not returned")
    @APIResponse(responseCode = "422", description = "Every fault of the form, and every rule that stands against the person")
    public Response resend(@Valid @NotNull ApplicationCommand.Resend form) {
        applicants.resend(form);
        return now(form.receipt());
    }

    @POST
    @Path("/withdrawal")
    @PermitAll
    @Idempotent(secret = true)
    @Operation(summary = "Withdraw my application")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationFormView.Progress.class)))
    @APIResponse(responseCode = "409", description = "It was decided or withdrawn before")
    public Response withdraw(@Valid @NotNull ApplicationCommand.Receipt command) {
        applicants.withdraw(command);
        return now(command.receipt());
    }

    private Response now(String receipt) {
        return Response.ok(queries.progress(receipt)).header("Cache-Control", "no-store").build();
    }
}
