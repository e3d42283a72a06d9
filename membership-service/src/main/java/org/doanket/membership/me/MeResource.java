package org.doanket.membership.me;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.doanket.membership.member.MemberQueries;
import org.doanket.membership.member.MemberView;
import org.doanket.membership.standing.StandingQueries;
import org.doanket.membership.standing.StandingView;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.OwnExport;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me")
@Produces("application/json")
@Tag(name = "me", description = "What is a member's own: by the claim member of the token, whatever its unit reaches")
public class MeResource {

    private final OwnFileService files;
    private final OwnFileQueries queries;
    private final MemberQueries members;
    private final StandingQueries standings;
    private final Caller caller;

    MeResource(OwnFileService files, OwnFileQueries queries, MemberQueries members, StandingQueries standings, Caller caller) {
        this.files = files;
        this.queries = queries;
        this.members = members;
        this.standings = standings;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My file", description = "In full but for the national id, which is shown by national-id-reveals.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OwnFileView.class)))
    @APIResponse(responseCode = "403", description = "The token names no member")
    public Response file(@Context Request request) {
        OwnFileView file = queries.one(caller.scope(), caller.ownMember());
        return Revision.answer(request, file, file.version());
    }

    @GET
    @Path("/history")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "What happened to my membership")
    public List<MemberView.Event> history() {
        return members.history(caller.scope(), caller.ownMember());
    }

    @GET
    @Path("/standing")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Up to which month my dues are paid, as finance last told")
    public StandingView standing() {
        return standings.of(caller.scope(), caller.ownMember());
    }

    @POST
    @Path("/national-id-reveals")
    @RolesAllowed(Roles.MEMBER)
    @Idempotent(secret = true)
    @Operation(summary = "See my national id whole", description = "Goes on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.NationalId.class)))
    public Response reveal() {
        MemberView.NationalId revealed = new MemberView.NationalId(files.revealNationalId(caller.ownMember(), caller.scope()));
        return Response.ok(revealed).header("Cache-Control", "no-store").build();
    }

    @GET
    @Path("/export")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "All that is kept of me here, and where the others say what they keep", description = "With the national id in the clear, so it goes on the "
            + "audit trail. parts: the exports of the other services, to be asked with the same token.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OwnExport.Document.class)))
    public Response export() {
        return files.export(caller.ownMember(), caller.scope());
    }

    @GET
    @Path("/export")
    @Produces(SheetWriter.XLSX)
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "The same as a sheet")
    @APIResponse(responseCode = "200", description = "A sheet: section, number, field, value")
    public Response exportSheet() {
        return files.sheet(caller.ownMember(), caller.scope());
    }
}
