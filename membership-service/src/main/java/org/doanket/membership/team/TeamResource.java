package org.doanket.membership.team;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.membership.Restricted;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/teams")
@Produces("application/json")
@Tag(name = "teams", description = "Teams of a guild, who is in them, and what was given out to them")
public class TeamResource {

    private final TeamService teams;
    private final TeamQueries queries;
    private final Caller caller;

    TeamResource(TeamService teams, TeamQueries queries, Caller caller) {
        this.teams = teams;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Found a team in a unit")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TeamView.class)))
    @APIResponse(responseCode = "409", description = "The unit has ended")
    public Response found(@Valid @NotNull TeamCommand.Found command, @Context UriInfo uri) {
        UUID id = teams.found(command, caller.scope());
        TeamView team = queries.one(caller.scope(), id);
        return Created.at(uri, id, team, team.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR, Roles.DESK_CLERK, Roles.INTEGRATION})
    @Operation(summary = "List teams", description = "asOf a day: those of that day, in the units that they were of and that then stood below this one, with "
            + "how many were in them. Name, service, areas and hotline are those of today.")
    public RestResponse<Page<TeamView>> list(@Valid @BeanParam TeamQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR, Roles.DESK_CLERK, Roles.INTEGRATION})
    @Operation(summary = "One team")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        TeamView team = queries.one(caller.scope(), id);
        return Revision.answer(request, team, team.version(), team.members());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, "application/json"})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change a team's name, service, areas or hotline")
    @RequestBody(content = @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = TeamCommand.Change.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.class)))
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(@PathParam("id") UUID id, @NotNull JsonNode patch, @HeaderParam("If-Match") String ifMatch) {
        teams.change(id, patch, ifMatch, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/ending")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "End a team; its cards are no longer valid")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.class)))
    public Response end(@PathParam("id") UUID id, @Valid @NotNull TeamCommand.End command) {
        teams.end(id, command, caller.scope());
        return now(id);
    }

    @GET
    @Path("/{id}/members")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "Who is in a team, with the addresses of their cards", description = "left=true: also who was. asOf a day: who was in it then; "
            + "the duty is the last one. Whose file is restricted by a data request only officers see.")
    public RestResponse<Page<TeamView.Member>> members(@PathParam("id") UUID id, @QueryParam("left") @DefaultValue("false") boolean left,
            @QueryParam("asOf") LocalDate asOf, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.members(caller.scope(), id, left, asOf, Restricted.isSeenBy(caller), page), uri);
    }

    @POST
    @Path("/{id}/members")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Take a member into a team", description = "Makes the card. A new head follows the one there is, who stays as a member.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TeamView.Member.class)))
    @APIResponse(responseCode = "409", description = "Is in it already, the card number was another's, or the team is over")
    public Response join(@PathParam("id") UUID id, @Valid @NotNull TeamCommand.Join command) {
        TeamView.Member member = queries.member(caller.scope(), teams.join(id, command, caller.scope()), true);
        return Created.at("/membership/v1/team-members/" + member.id(), member).tag(Revision.tag(member.version())).build();
    }

    @GET
    @Path("/{id}/handovers")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "What was given out to a team", description = "out=true: what has not come back.")
    public RestResponse<Page<TeamView.Handover>> handovers(@PathParam("id") UUID id, @QueryParam("out") @DefaultValue("false") boolean out,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.handovers(caller.scope(), id, out, page), uri);
    }

    @POST
    @Path("/{id}/handovers")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Give something out to somebody in a team")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TeamView.Handover.class)))
    public Response give(@PathParam("id") UUID id, @Valid @NotNull TeamCommand.Give command) {
        TeamView.Handover handover = queries.handover(caller.scope(), teams.give(id, command, caller.scope()));
        return Created.at("/membership/v1/team-handovers/" + handover.id(), handover).build();
    }

    private Response now(UUID id) {
        TeamView team = queries.one(caller.scope(), id);
        return Response.ok(team).tag(Revision.tag(team.version())).build();
    }
}
