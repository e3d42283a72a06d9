package org.doanket.campaign.meeting;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/meetings/{id}/minutes")
@Tag(name = "meetings")
public class MinutesResource {

    private final MinutesService service;

    MinutesResource(MinutesService service) {
        this.service = service;
    }

    @GET
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The minutes of a meeting", description = "A draft made of the record until the meeting is closed, from then on as they were sealed.")
    @APIResponse(responseCode = "200", description = "The minutes")
    public Response pdf(@PathParam("id") UUID id) {
        return Response.ok(service.pdf(id), PdfDocument.TYPE).header("Content-Disposition", "inline; filename=\"minutes.pdf\"").build();
    }

    @GET
    @Path("/seal")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The hash of the minutes and our signature on it", description = "A compact JWS, ES256, checked by the keys at meeting-keys.")
    public MeetingView.Seal seal(@PathParam("id") UUID id) {
        return service.seal(id);
    }
}
