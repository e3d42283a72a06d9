package org.doanket.campaign.meeting;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Revision;
import org.doanket.platform.http.Unconditional;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/my-meetings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "my meetings", description = "Meetings that a member is invited to, wherever they are")
public class MyMeetingResource {

    private final MyMeetingService service;
    private final MyMeetingQueries queries;
    private final BallotService ballots;
    private final VoteQueries votes;

    MyMeetingResource(MyMeetingService service, MyMeetingQueries queries, BallotService ballots, VoteQueries votes) {
        this.service = service;
        this.queries = queries;
        this.ballots = ballots;
        this.votes = votes;
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Meetings I am invited to, the newest first")
    public RestResponse<Page<MyMeetingView>> list(@Valid @BeanParam MyMeetingQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "One of them, with agenda and papers")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MyMeetingView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        MyMeetingView meeting = queries.one(id);
        return Revision.answer(request, meeting, meeting.tag());
    }

    @GET
    @Path("/{id}/papers/{paper}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "A paper of it, in its newest version")
    @APIResponse(responseCode = "200", description = "The paper")
    public Response paper(@PathParam("id") UUID id, @PathParam("paper") UUID paper) {
        return MeetingPaperResource.answer(queries.paper(id, paper));
    }

    @PUT
    @Path("/{id}/reply")
    @Unconditional("a member's own word, whole each time: the last one counts")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Answer the invitation")
    public MyMeetingView reply(@PathParam("id") UUID id, @Valid @NotNull MeetingCommand.Reply command) {
        service.reply(id, command);
        return queries.one(id);
    }

    @PUT
    @Path("/{id}/agenda/{number}/notes")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Write down what is said on a point of the agenda, as the secretary of the meeting")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MyMeetingView.class)))
    @APIResponse(responseCode = "403", description = "Another one is the secretary")
    public Response note(@PathParam("id") UUID id, @PathParam("number") @Min(1) @Max(100) int number, @HeaderParam("If-Match") String ifMatch,
            @Valid @NotNull MeetingCommand.Note command) {
        service.note(id, number, command, ifMatch);
        MyMeetingView meeting = queries.one(id);
        return Response.ok(meeting).tag(meeting.tag()).build();
    }

    @GET
    @Path("/{id}/pass")
    @Produces({MediaType.APPLICATION_JSON, "image/svg+xml", "image/png"})
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My pass, to show at the door", description = "As a QR code too.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MeetingView.Pass.class)))
    public Response pass(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return PassImage.answer(headers, service.pass(id));
    }

    @GET
    @Path("/{id}/votes")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "The votes of it, with their results once they are closed")
    public RestResponse<Page<VoteView>> votes(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        queries.one(id);
        return PageRequest.typed(votes.forInvited(id, page), uri);
    }

    @PUT
    @Path("/{id}/votes/{vote}/voice")
    @Unconditional("a member's own word, whole each time: the last one counts")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Vote by name, at an open vote", description = "Until it is closed, also anew.")
    @APIResponse(responseCode = "204", description = "Heard")
    public Response voice(@PathParam("id") UUID id, @PathParam("vote") UUID vote, @Valid @NotNull VoteCommand.Choose command) {
        ballots.voice(id, vote, command);
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/votes/{vote}/ballot-paper")
    @Idempotent(secret = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Have my ballot paper signed without its being seen, at a secret vote", description = "RFC 9474, "
            + "RSABSSA-SHA384-PSS-Deterministic, over "
            + "doanket-ballot:{vote}:{serial}, the serial drawn by the voter: 32 random bytes as base64url. One for each; the same one again for whoever lost "
            + "the answer.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VoteView.Signed.class)))
    public Response ballotPaper(@PathParam("id") UUID id, @PathParam("vote") UUID vote, @Valid @NotNull VoteCommand.Blind command) {
        return Response.ok(ballots.paper(id, vote, command)).header("Cache-Control", "no-store").build();
    }

    @GET
    @Path("/{id}/votes/{vote}/urn")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Every ballot of a secret vote that is closed, to find mine and count all")
    public RestResponse<Page<VoteView.Ballot>> urn(@PathParam("id") UUID id, @PathParam("vote") UUID vote, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        queries.one(id);
        return PageRequest.typed(votes.urnForInvited(id, vote, page), uri);
    }
}
