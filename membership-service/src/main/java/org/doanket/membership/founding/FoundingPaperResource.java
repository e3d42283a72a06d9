package org.doanket.membership.founding;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/foundings/{id}/papers")
@Tag(name = "foundings")
public class FoundingPaperResource {

    private final DossierQueries dossiers;
    private final Caller caller;

    FoundingPaperResource(DossierQueries dossiers, Caller caller) {
        this.dossiers = dossiers;
        this.caller = caller;
    }

    @GET
    @Produces("application/json")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Which papers of the dossier can be had by now")
    public List<FoundingView.Listing> list(@PathParam("id") UUID id, @HeaderParam("Accept-Language") String language) {
        return dossiers.list(caller.scope(), id, language);
    }

    @GET
    @Path("/{paper}")
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One paper, or the whole dossier, as PDF", description = "In the language asked for, else in that of the jurisdiction. "
            + "National ids are whole only for officers who say what for; that goes on the audit trail.")
    @APIResponse(responseCode = "200", description = "The paper")
    @APIResponse(responseCode = "409", description = "Congress or first meeting are not on record yet")
    public Response paper(@PathParam("id") UUID id, @PathParam("paper") String paper, @QueryParam("purpose") @Size(min = 10, max = 500) String purpose,
            @HeaderParam("Accept-Language") String language) {
        Paper written = dossiers.paper(caller.scope(), id, paper, language, purpose);
        return Response.ok(written.pdf()).header("Cache-Control", "no-store").header("Content-Language", written.language().toLanguageTag())
                .header("Content-Disposition", "inline; filename=\"" + paper + ".pdf\"").build();
    }
}
