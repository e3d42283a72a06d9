package org.doanket.campaign.meeting;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.http.Unconditional;
import org.doanket.platform.idempotency.Idempotent;
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

@Path("/v1/votes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "votes", description = "Open and secret votes at meetings")
public class VoteResource {

    private final VoteService service;
    private final BallotService ballots;
    private final VoteQueries queries;
    private final Caller caller;

    VoteResource(VoteService service, BallotService ballots, VoteQueries queries, Caller caller) {
        this.service = service;
        this.ballots = ballots;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The votes of a meeting")
    public RestResponse<Page<VoteView>> list(@QueryParam("meeting") @NotNull UUID meeting, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), meeting, page), uri);
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Put something to the vote at a meeting that is open and has a quorum")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VoteView.class)))
    public Response put(@QueryParam("meeting") @NotNull UUID meeting, @Valid @NotNull VoteCommand.Put command, @Context UriInfo uri) {
        VoteView vote = queries.one(caller.scope(), service.put(meeting, command));
        return Created.at(uri, vote.id(), vote, vote.version());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One vote, with its result once it is closed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VoteView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        VoteView vote = queries.one(caller.scope(), id);
        return Revision.answer(request, vote, new EntityTag("v" + vote.version() + "-" + Integer.toHexString(vote.hashCode())));
    }

    @PUT
    @Path("/{id}/voices/{invitation}")
    @Unconditional("one voice at a show of hands, whole and by its own name: the last one counts until the vote is closed")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Write down how somebody votes by show of hands, at an open vote")
    public VoteView hear(@PathParam("id") UUID id, @PathParam("invitation") UUID invitation, @Valid @NotNull VoteCommand.Choose command) {
        service.hear(id, invitation, command);
        return queries.one(caller.scope(), id);
    }

    @GET
    @Path("/{id}/voices")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Who has voted how, at an open vote that is closed")
    public RestResponse<Page<VoteView.Voice>> voices(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.voices(caller.scope(), id, page), uri);
    }

    @POST
    @Path("/{id}/urn")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Open the urn of a secret vote", description = "From now on no ballot paper is given out, and ballots are taken.")
    public VoteView openUrn(@PathParam("id") UUID id) {
        service.openUrn(id);
        return queries.one(caller.scope(), id);
    }

    @GET
    @Path("/{id}/urn")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Every ballot of a secret vote that is closed", description = "Sorted by serial: each voter finds his in all the pages, since "
            + "asking for one alone would tell which, and anybody "
            + "can check the signatures "
            + "by the vote's public key and count.")
    public RestResponse<Page<VoteView.Ballot>> urn(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.urn(caller.scope(), id, page), uri);
    }

    @PUT
    @Path("/{id}/ballots/{serial}")
    @Unconditional("put in once under its serial, and never changed")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(summary = "Put a ballot into the urn, without a name", description = "No token is wanted: what counts is the signature on "
            + "the serial. The same ballot "
            + "again changes nothing; another choice for the same serial is refused.")
    @APIResponse(responseCode = "204", description = "It is in the urn")
    public Response cast(@PathParam("id") UUID id, @PathParam("serial") @Pattern(regexp = VoteCommand.SERIAL) String serial,
            @Valid @NotNull VoteCommand.Cast command) {
        ballots.cast(id, serial, command);
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/closing")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Close a vote and count it")
    public VoteView close(@PathParam("id") UUID id) {
        service.close(id);
        return queries.one(caller.scope(), id);
    }
}
