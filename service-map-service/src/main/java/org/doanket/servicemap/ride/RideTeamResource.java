package org.doanket.servicemap.ride;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.StreamEnd;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

@Path("/v1/ride-teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rides")
public class RideTeamResource {

    private final RideTeamService service;
    private final RideQueries queries;
    private final RideBoardQueries board;
    private final StreamEnd end;
    private final Caller caller;

    RideTeamResource(RideTeamService service, RideQueries queries, RideBoardQueries board, StreamEnd end, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.board = board;
        this.end = end;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    @Operation(summary = "Found a ride desk for a team")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RideView.Team.class)))
    public Response found(@Valid @NotNull RideCommand.Found asked, @Context UriInfo uri) {
        RideView.Team team = service.found(asked);
        return Created.at(uri, team.id(), team, team.version());
    }

    @GET
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Operation(summary = "List ride teams", description = "Without their riders.")
    public RestResponse<Page<RideView.Team>> list(@QueryParam("unit") UUID unit, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.teams(caller.scope(), unit, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Operation(summary = "A team with its riders")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RideView.Team.class)))
    public Response find(@PathParam("id") UUID id, @Context Request request) {
        RideView.Team team = team(id);
        return Revision.answer(request, team, team.version());
    }

    @POST
    @Path("/{id}/fares")
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    @Operation(summary = "Add a row to the fare table", description = "From a day on, with the decision it goes by. Rows are never changed: rides were agreed by them.")
    public RideView.Team setFare(@PathParam("id") UUID id, @Valid @NotNull RideCommand.SetFare asked) {
        return service.setFare(id, asked);
    }

    @GET
    @Path("/{id}/fares")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "The fare table", description = "Newest first; of the rows that have begun the first holds.")
    public Page<RideView.FareRow> fares(@PathParam("id") UUID id) {
        team(id);
        return new Page<>(queries.fares(caller.scope(), id), null);
    }

    @POST
    @Path("/{id}/fares/{validFrom}/cancellation")
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a row of the fare table before it begins")
    public RideView.Team cancelFare(@PathParam("id") UUID id, @PathParam("validFrom") LocalDate validFrom, @Valid @NotNull RuleCancellation asked) {
        return service.cancelFare(id, validFrom, asked);
    }

    @POST
    @Path("/{id}/riders")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Take a rider into the team")
    public RideView.Team enlist(@PathParam("id") UUID id, @Valid @NotNull RideCommand.Enlist asked) {
        return service.enlist(id, asked);
    }

    @POST
    @Path("/{id}/riders/{member}/presence")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Idempotent
    @Operation(summary = "Say that a rider is on duty and where he waits, or that he is off", description = "By himself, or by the desk. Off duty no position is kept.")
    public RideView.Rider presence(@PathParam("id") UUID id, @PathParam("member") UUID member, @Valid @NotNull RideCommand.Presence asked) {
        return service.presence(id, member, asked);
    }

    @POST
    @Path("/{id}/riders/{member}/leaving")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Let a rider out of the team", description = "He is asked no more.")
    public RideView.Team leave(@PathParam("id") UUID id, @PathParam("member") UUID member) {
        return service.leave(id, member);
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Operation(summary = "The head's screen, told as it changes", description = "Rides that are not over and the team's riders; at once, then at each change. Ends with the token: ask again with a new one.")
    public Multi<RideView.Board> events(@PathParam("id") UUID id) {
        return board.follow(caller.scope(), id, end.left()).orElseThrow(() -> Problem.notFound("ride-team"));
    }

    private RideView.Team team(UUID id) {
        return queries.team(caller.scope(), id).orElseThrow(() -> Problem.notFound("ride-team"));
    }
}
