package org.doanket.membership.application;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the QR code of a poster leads to: the form for programs and for people, and the application itself. Without a token. */
@Path("/v1/application-forms/{code}")
@Tag(name = "public")
public class ApplicationFormResource {

    private final ApplicantService applicants;
    private final ApplicationFormQueries queries;

    ApplicationFormResource(ApplicantService applicants, ApplicationFormQueries queries) {
        this.applicants = applicants;
        this.queries = queries;
    }

    @GET
    @Produces("application/json")
    @PermitAll
    @Operation(summary = "What an invitation asks, and the text of the consent", description = "In the reader's language. Nothing is agreed to beforehand.")
    public ApplicationFormView form(@PathParam("code") String code) {
        return queries.form(SecretCode.normal(code));
    }

    @GET
    @Produces("text/html; charset=UTF-8")
    @PermitAll
    @Operation(summary = "The form as a page, for whoever has scanned the code")
    @APIResponse(responseCode = "200", description = "A page")
    public Response page(@PathParam("code") String code) {
        String normal = SecretCode.normal(code);
        ApplicationFormPage page = ApplicationFormPage.of(normal, queries.form(normal), Language.current());
        return Response.ok(page.html()).header("Content-Security-Policy", page.policy()).header("Vary", "Accept, Accept-Language")
                .header("X-Robots-Tag", "noindex").build();
    }

    @POST
    @Path("/submissions")
    @Produces("application/json")
    @PermitAll
    @Idempotent(secret = true)
    @Operation(summary = "Apply for membership", description = "Asked again with the same Idempotency-Key it answers the same and takes nothing in. "
            + "The answer holds a code by which the applicant asks for his own application; it never says whether the person is in the register.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ApplicationFormView.Receipt.class)))
    @APIResponse(responseCode = "409", description = "The invitation is not open, used up or taken back")
    @APIResponse(responseCode = "422", description = "Every fault of the form, and every rule that stands against the person")
    public Response apply(@PathParam("code") String code, @HeaderParam("Idempotency-Key") String key, @Valid @NotNull ApplicationCommand.Apply form) {
        return Created.inSecret(applicants.apply(SecretCode.normal(code), form, key));
    }
}
