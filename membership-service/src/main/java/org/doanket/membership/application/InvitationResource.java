package org.doanket.membership.application;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/application-invitations")
@Produces("application/json")
@Tag(name = "applications", description = "Joining: a unit opens itself for applications by a code, people apply, officers decide")
public class InvitationResource {

    private final InvitationService invitations;
    private final InvitationQueries queries;
    private final Caller caller;

    InvitationResource(InvitationService invitations, InvitationQueries queries, Caller caller) {
        this.invitations = invitations;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Open a unit for applications", description = "From one day to another, for so many; the code goes on paper and on a QR code.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = InvitationView.class)))
    public Response open(@Valid @NotNull InvitationCommand.Open command, @Context UriInfo uri) {
        UUID id = invitations.open(command, caller.scope());
        InvitationView invitation = queries.one(caller.scope(), id);
        return Created.at(uri, id, invitation, invitation.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "List invitations, the newest first")
    public RestResponse<Page<InvitationView>> list(@QueryParam("unit") UUID unit, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), unit, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One invitation")
    public InvitationView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @GET
    @Path("/{id}/qr")
    @Produces("image/svg+xml")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The QR code for a poster, as a drawing", description = "It says the address of the form (DOANKET_PUBLIC_URL).")
    public String drawing(@PathParam("id") UUID id) {
        return QrImage.of(queries.one(caller.scope(), id).address()).svg();
    }

    @GET
    @Path("/{id}/qr")
    @Produces("image/png")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The QR code for a poster, as a picture")
    public byte[] picture(@PathParam("id") UUID id) {
        return QrImage.of(queries.one(caller.scope(), id).address()).png();
    }

    @POST
    @Path("/{id}/revocation")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Take the code back", description = "Nobody applies by it any more; who has applied is not touched.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InvitationView.class)))
    @APIResponse(responseCode = "409", description = "Was taken back before")
    public InvitationView revoke(@PathParam("id") UUID id, @Valid @NotNull InvitationCommand.Revoke command) {
        invitations.revoke(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }
}
