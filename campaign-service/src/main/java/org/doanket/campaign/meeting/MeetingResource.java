package org.doanket.campaign.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.doanket.platform.time.Zones;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/meetings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meetings", description = "Paperless meetings: agenda, papers, invitations, check-in, votes, minutes; and series of them")
public class MeetingResource {

    private final MeetingService service;
    private final InvitationService invitations;
    private final CheckInService checkIns;
    private final MeetingQueries queries;
    private final Caller caller;

    MeetingResource(MeetingService service, InvitationService invitations, CheckInService checkIns, MeetingQueries queries, Caller caller) {
        this.service = service;
        this.invitations = invitations;
        this.checkIns = checkIns;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Call a meeting")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Response call(@Valid @NotNull MeetingCommand.Call command, @Context UriInfo uri) {
        MeetingView meeting = queries.one(caller.scope(), service.call(command));
        return Created.at(uri, meeting.id(), meeting, meeting.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List meetings, the newest first")
    public RestResponse<Page<MeetingView>> list(@Valid @BeanParam MeetingQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One meeting with its agenda, and whether it has a quorum")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        MeetingView meeting = queries.one(caller.scope(), id);
        return Revision.answer(request, meeting, tag(meeting));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change name, place, time or agenda of a meeting that has not begun")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Response edit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, JsonNode patch) {
        service.edit(id, patch, ofTheMeeting(ifMatch));
        return answer(id);
    }

    @POST
    @Path("/{id}/opening")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Open a meeting", description = "With a quorum, and with chair and secretary of those who are there.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Response open(@PathParam("id") UUID id, @Valid @NotNull MeetingCommand.Open command) {
        service.open(id, command);
        return answer(id);
    }

    @PUT
    @Path("/{id}/agenda/{number}/notes")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Write down what is said on a point of the agenda")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Response note(@PathParam("id") UUID id, @PathParam("number") @Min(1) @Max(100) int number, @HeaderParam("If-Match") String ifMatch,
            @Valid @NotNull MeetingCommand.Note command) {
        service.note(id, number, command, ofTheMeeting(ifMatch));
        return answer(id);
    }

    @POST
    @Path("/{id}/closing")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Close a meeting", description = "Its minutes are made of the record, hashed and signed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Response close(@PathParam("id") UUID id, @Valid @NotNull MeetingCommand.Close command) {
        service.close(id, command);
        return answer(id);
    }

    @POST
    @Path("/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Cancel a meeting that has not begun")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Response cancel(@PathParam("id") UUID id, @Valid @NotNull MeetingCommand.Cancel command) {
        service.cancel(id, command);
        return answer(id);
    }

    @POST
    @Path("/{id}/invitations")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Invite people", description = "A member or guest who is invited already is not invited twice. Who comes for another "
            + "organisation is a guest, and neither votes nor counts for the quorum. Invitations that are later than the clock invitation-{kind} has it are "
            + "said to be late, here and in the minutes, and stand.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.Invited.class)))
    public MeetingView.Invited invite(@PathParam("id") UUID id, @Valid @NotNull MeetingCommand.Invite command) {
        return invitations.invite(id, command);
    }

    @GET
    @Path("/{id}/invitations")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Who is invited, what they answered and who is there", description = "A page as JSON, or the whole list of attendance as a sheet when "
            + "Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = MeetingView.Invitation.class),
            @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response invitations(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        UnitScope scope = caller.scope();
        // Also for a sheet: what must be refused is refused before the first byte is out.
        MeetingView meeting = queries.one(scope, id);
        Locale language = Language.current();
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "attendance", out -> {
            try (AttendanceSheet sheet = new AttendanceSheet(type, out, language, Zones.of(meeting.jurisdiction()))) {
                queries.attendance(scope, id, sheet);
            }
        })).orElseGet(() -> Response.fromResponse(PageRequest.answer(queries.invitations(scope, id, page), uri)).type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    @PUT
    @Path("/{id}/invitations/{invitation}/delegate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Say who comes for an organisation that is invited")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.Invitation.class)))
    @APIResponse(responseCode = "409", description = "No guest, or the member is invited already")
    public Response send(@PathParam("id") UUID id, @PathParam("invitation") UUID invitation, @HeaderParam("If-Match") String ifMatch,
            @Valid @NotNull MeetingCommand.Send command) {
        invitations.send(id, invitation, command, ifMatch);
        return answer(queries.invitation(caller.scope(), id, invitation));
    }

    @POST
    @Path("/{id}/invitations/{invitation}/withdrawal")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Take an invitation back")
    public MeetingView.Invitation withdraw(@PathParam("id") UUID id, @PathParam("invitation") UUID invitation) {
        invitations.withdraw(id, invitation);
        return queries.invitation(caller.scope(), id, invitation);
    }

    @PUT
    @Path("/{id}/invitations/{invitation}/reply")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Note what somebody answers who was invited", description = "If-Match goes by the version that the list of invitations tells.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeetingView.Invitation.class)))
    public Response reply(@PathParam("id") UUID id, @PathParam("invitation") UUID invitation, @HeaderParam("If-Match") String ifMatch,
            @Valid @NotNull MeetingCommand.Reply command) {
        invitations.reply(id, invitation, command, ifMatch);
        return answer(queries.invitation(caller.scope(), id, invitation));
    }

    @POST
    @Path("/{id}/invitations/{invitation}/presence")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Check somebody in by hand")
    public MeetingView.Invitation present(@PathParam("id") UUID id, @PathParam("invitation") UUID invitation) {
        invitations.present(id, invitation);
        return queries.invitation(caller.scope(), id, invitation);
    }

    @GET
    @Path("/{id}/invitations/{invitation}/pass")
    @Produces({MediaType.APPLICATION_JSON, "image/svg+xml", "image/png"})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The pass of somebody who is invited, also as a QR code to print", description = "It names meeting and invitation, and nobody.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MeetingView.Pass.class)))
    public Response pass(@PathParam("id") UUID id, @PathParam("invitation") UUID invitation, @Context HttpHeaders headers) {
        return PassImage.answer(headers, invitations.pass(id, invitation));
    }

    @POST
    @Path("/{id}/check-ins")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "Take in what a reader at the door has read", description = "Also long afterwards, in any order, and more than once: of each pass the "
            + "earliest time counts. Each entry is answered in its place.")
    public List<MeetingView.CheckedIn> checkIn(@PathParam("id") UUID id, @Valid @NotNull MeetingCommand.CheckIn command) {
        return checkIns.take(id, command);
    }

    private static Response answer(MeetingView.Invitation invitation) {
        return Response.ok(invitation).tag(Revision.tag(invitation.version())).build();
    }

    private Response answer(UUID id) {
        MeetingView meeting = queries.one(caller.scope(), id);
        return Response.ok(meeting).tag(tag(meeting)).build();
    }

    /** Without what tells of the answers: who writes does not touch them. */
    private static String ofTheMeeting(String ifMatch) {
        return ifMatch == null ? null : ifMatch.replaceFirst("-[0-9a-f]+\"$", "\"");
    }

    /** Members answer for themselves, which is no change of the meeting. */
    private static EntityTag tag(MeetingView meeting) {
        return new EntityTag("v" + meeting.version() + "-" + Integer.toHexString(meeting.attendance().hashCode()));
    }
}
