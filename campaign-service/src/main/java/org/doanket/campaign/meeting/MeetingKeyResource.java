package org.doanket.campaign.meeting;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/meeting-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meetings")
public class MeetingKeyResource {

    private final MeetingKeyService keys;

    MeetingKeyResource(MeetingKeyService keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Operation(summary = "The keys that passes and minutes are checked by, as a JSON Web Key Set",
            description = "A reader at a door keeps it, and checks passes without any connection: a compact JWS, ES256, the key by kid.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.Keys.class)))
    public Response published() {
        return Response.ok(keys.published()).header("Cache-Control", "public, max-age=3600").build();
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Sign with a new key from now on", description = "For the installation's own officer. What the keys before have signed counts on.")
    public MeetingView.Keys rotate(@Valid @NotNull KeyCommand.Rotate command) {
        keys.rotate(command);
        return keys.published();
    }
}
