package org.doanket.membership.member;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/members")
@Produces("application/json")
@Tag(name = "members", description = "The register of members")
public class MemberResource {

    private final MemberService members;
    private final MemberQueries queries;
    private final MemberExport export;
    private final Caller caller;

    MemberResource(MemberService members, MemberQueries queries, MemberExport export, Caller caller) {
        this.members = members;
        this.queries = queries;
        this.export = export;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Admit a member", description = "Category and dues kind follow from the kind of unit where they are not given.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "409", description = "The person has an open membership, the code is taken, or the unit has ended")
    @APIResponse(responseCode = "422", description = "National id, phone, day or code against the rules")
    public Response admit(@Valid @NotNull MemberCommand.Admit command, @Context UriInfo uri) {
        UUID id = members.admit(command, caller.scope());
        MemberView member = queries.one(caller.scope(), id);
        return Created.at(uri, id, member, member.version());
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.INTEGRATION})
    @Operation(summary = "List members by name", description = "q finds names with or without diacritics. A page as JSON; or all of them as a "
            + "sheet when Accept names one, its columns those that imports read. National ids and phones are in a sheet only for officers who "
            + "say what for. Every sheet is on the audit trail, with its purpose.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MemberView.Listed.class)),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam MemberQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @QueryParam("purpose") @Size(min = 10, max = 500) String purpose, @Context UriInfo uri, @Context HttpHeaders headers) {
        return Sheets.wanted(headers).map(type -> export(type, filter, purpose)).orElseGet(() ->
                Response.fromResponse(PageRequest.answer(queries.list(caller.scope(), filter, page), uri)).type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private Response export(String type, MemberQueries.Filter filter, String purpose) {
        if (purpose != null && !caller.roles().contains(Roles.FEDERATION_OFFICER) && !caller.roles().contains(Roles.UNIT_OFFICER)) {
            throw new ForbiddenException();
        }
        members.noteExport(filter.unit, purpose, caller.scope());
        return Sheets.answer(type, "members", export.of(caller.scope(), filter, purpose != null, type));
    }

    @GET
    @Path("/count")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "How many members there are", description = "Narrowed like the list.")
    public MemberView.Count count(@Valid @BeanParam MemberQueries.Filter filter) {
        return queries.count(caller.scope(), filter);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.INTEGRATION})
    @Operation(summary = "A member's file")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        MemberView member = queries.one(caller.scope(), id);
        return Revision.answer(request, member, member.version());
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What happened to a member, and who recorded it")
    public List<MemberView.Event> history(@PathParam("id") UUID id) {
        return queries.history(caller.scope(), id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, "application/json"})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change a member's file")
    @RequestBody(content = @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = MemberCommand.Change.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(@PathParam("id") UUID id, @NotNull JsonNode patch, @HeaderParam("If-Match") String ifMatch) {
        members.change(id, patch, ifMatch, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/status-changes")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Give a member another status", description = "One that is not open ends the membership; the file stays.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "409", description = "Has that status, has ended, or another status is on record for a later day")
    public Response setStatus(@PathParam("id") UUID id, @Valid @NotNull MemberCommand.SetStatus command) {
        members.setStatus(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/national-id-reveals")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent(secret = true)
    @Operation(summary = "See a member's national id whole", description = "Who did it and for what purpose goes on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.NationalId.class)))
    public Response reveal(@PathParam("id") UUID id, @Valid @NotNull MemberCommand.Reveal command) {
        MemberView.NationalId revealed = new MemberView.NationalId(members.revealNationalId(id, command, caller.scope()));
        return Response.ok(revealed).header("Cache-Control", "no-store").build();
    }

    private Response now(UUID id) {
        MemberView member = queries.one(caller.scope(), id);
        return Response.ok(member).tag(Revision.tag(member.version())).build();
    }
}
