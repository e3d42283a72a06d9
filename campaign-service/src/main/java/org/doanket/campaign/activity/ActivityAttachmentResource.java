package org.doanket.campaign.activity;

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
import org.doanket.campaign.OwnUnit;
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

@Path("/v1/activities/{id}/attachments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "activities")
public class ActivityAttachmentResource {

    private static final String ATTACHED_TO = "activity";

    private final AttachmentService attachments;
    private final AttachmentQueries files;
    private final ActivityQueries queries;
    private final OwnUnit own;
    private final Caller caller;

    ActivityAttachmentResource(AttachmentService attachments, AttachmentQueries files, ActivityQueries queries, OwnUnit own, Caller caller) {
        this.attachments = attachments;
        this.files = files;
        this.queries = queries;
        this.own = own;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Papers and pictures of an activity", description = "At most 30.")
    public List<AttachmentView> list(@PathParam("id") UUID id) {
        queries.one(caller.scope(), id);
        return files.of(ATTACHED_TO, id);
    }

    @POST
    @Idempotent
    @Consumes({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @BodyLimit(AttachmentService.LARGEST)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Attach a paper or a picture (PDF, JPEG or PNG, at most 10 MB)", description = "kind is a word of your own for what it is.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    @APIResponse(responseCode = "415", description = "Neither PDF nor JPEG nor PNG")
    public Response attach(@PathParam("id") UUID id, @QueryParam("kind") @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String kind,
            @QueryParam("name") @Size(max = 200) String name, @NotNull byte[] file, @Context UriInfo uri) {
        UUID unit = own.require(queries.one(caller.scope(), id).unit(), ATTACHED_TO).id();
        AttachmentView attachment = attachments.attach(ATTACHED_TO, id, unit, kind, name, file);
        return Created.at(uri, attachment.id(), attachment, 1);
    }

    @GET
    @Path("/{attachment}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "A paper or picture as it was attached")
    @APIResponse(responseCode = "200", description = "The file")
    public Response file(@PathParam("id") UUID id, @PathParam("attachment") UUID attachment) {
        queries.one(caller.scope(), id);
        return files.file(ATTACHED_TO, id, attachment).answer("private, no-cache").build();
    }
}
