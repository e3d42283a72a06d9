package org.doanket.campaign.me;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.OwnExport;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me/export")
@Tag(name = "me", description = "What is a member's own: by the claim member of the token, whatever its unit reaches")
public class MyExportResource {

    private final OwnExport export;
    private final Caller caller;

    MyExportResource(OwnExport export, Caller caller) {
        this.export = export;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "All that is kept of me here", description = "Invitations and what I voted openly, of secret votes only that I was given a paper, "
            + "petitions that name me as a member, teams of supervision, models that I hold as a member. Goes on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OwnExport.Document.class)))
    @APIResponse(responseCode = "403", description = "The token names no member")
    public Response document() {
        return export.document(caller.ownMember(), caller.unit(), List.of());
    }

    @GET
    @Produces(SheetWriter.XLSX)
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "The same as a sheet")
    @APIResponse(responseCode = "200", description = "A sheet: section, number, field, value")
    public Response sheet() {
        return export.sheet(caller.ownMember(), caller.unit());
    }
}
