package org.doanket.campaign.scoring;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.attachment.AttachmentQueries;
import org.doanket.campaign.attachment.AttachmentService;
import org.doanket.campaign.attachment.AttachmentView;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/scoring-sheets/{id}/attachments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "scoring")
public class ScoringAttachmentResource {

    private final ScoringService service;
    private final ScoringQueries sheets;
    private final AttachmentQueries queries;
    private final Caller caller;

    ScoringAttachmentResource(ScoringService service, ScoringQueries sheets, AttachmentQueries queries, Caller caller) {
        this.service = service;
        this.sheets = sheets;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The evidence of a sheet; kind is the code of the criterion", description = "At most 30.")
    public List<AttachmentView> list(@PathParam("id") UUID id) {
        sheets.one(caller.scope(), id);
        return queries.of(ScoringService.ATTACHED_TO, id);
    }

    @POST
    @Idempotent
    @Consumes({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @BodyLimit(AttachmentService.LARGEST)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Attach a paper or a picture to a line (PDF, JPEG or PNG, at most 10 MB)")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    @APIResponse(responseCode = "415", description = "Neither PDF nor JPEG nor PNG")
    public Response attach(@PathParam("id") UUID id, @QueryParam("criterion") @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String criterion,
            @QueryParam("name") @Size(max = 200) String name, @NotNull byte[] file, @Context UriInfo uri) {
        AttachmentView attachment = service.attach(id, criterion, name, file);
        return Created.at(uri, attachment.id(), attachment, 1);
    }

    @GET
    @Path("/{attachment}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "A paper or picture as it was attached")
    @APIResponse(responseCode = "200", description = "The file")
    public Response file(@PathParam("id") UUID id, @PathParam("attachment") UUID attachment) {
        sheets.one(caller.scope(), id);
        return queries.file(ScoringService.ATTACHED_TO, id, attachment).answer("private, no-cache").build();
    }
}
