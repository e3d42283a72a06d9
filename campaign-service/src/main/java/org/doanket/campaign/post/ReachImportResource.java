package org.doanket.campaign.post;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/post-reach-imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "posts")
public class ReachImportResource {

    private final ReachService service;

    ReachImportResource(ReachService service) {
        this.service = service;
    }

    @POST
    @Idempotent
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Import figures of reach from a sheet", description = "Columns post, channel, day, reach, and if there are views, "
            + "reactions, comments, shares. "
            + "All of it or nothing: every fault is told with its row.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.Imported.class)))
    public PostView.Imported take(@NotNull File sheet) {
        return new PostView.Imported(service.take(sheet.toPath()));
    }
}
