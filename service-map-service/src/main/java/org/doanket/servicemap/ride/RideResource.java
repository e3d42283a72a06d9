package org.doanket.servicemap.ride;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
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

@Path("/v1/rides")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rides", description = "Rides of a motorbike-taxi team: asked for by telephone or app, offered to the nearest who is free, followed to their end")
public class RideResource {

    private final RideService service;
    private final RideQueries queries;
    private final RideBoardQueries board;
    private final StreamEnd end;
    private final Caller caller;

    RideResource(RideService service, RideQueries queries, RideBoardQueries board, StreamEnd end, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.board = board;
        this.end = end;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Ask for a ride", description = "By the desk for whoever telephones, by an app of the guild for whoever uses it. The price is what was agreed, and at most what the "
            + "fare table says; the nearest rider who is free is asked at once.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RideView.class)))
    public Response ask(@Valid @NotNull RideCommand.Ask asked, @Context UriInfo uri) {
        RideView ride = service.ask(asked);
        return Created.at(uri, ride.id(), ride, ride.version());
    }

    @GET
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Operation(summary = "List rides", description = "Newest first, without their tracks.")
    public RestResponse<Page<RideView>> list(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "subtree") String scope,
            @QueryParam("team") UUID team, @QueryParam("state") String state, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), unit, scope, team, state, page), uri);
    }

    @GET
    @Path("/mine")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "What a rider has been offered or has in hand", description = "His own and nobody else's; who is to be fetched he is told once he has said yes.")
    public Page<RideView> mine() {
        return new Page<>(queries.mine(caller.scope(), rider()), null);
    }

    @GET
    @Path("/mine/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "A rider's offers, told as they come", description = "At once, then at each change. Ends with the token: ask again with a new one.")
    public Multi<List<RideView>> events() {
        return board.followMine(caller.scope(), rider(), end.left());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One ride with its track")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RideView.class)))
    public Response find(@PathParam("id") UUID id, @Context Request request) {
        RideView ride = told(queries.find(caller.scope(), id).orElseThrow(() -> Problem.notFound("ride")));
        return Revision.answer(request, ride, ride.version());
    }

    @GET
    @Path("/{id}/passenger")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Operation(summary = "Who is to be fetched, where and whereto", description = "For the desk, and for the rider once he has said yes; the look stands on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RideView.Passenger.class)))
    public Response passenger(@PathParam("id") UUID id) {
        return Response.ok(service.passenger(id)).header("Cache-Control", "no-store").build();
    }

    @POST
    @Path("/{id}/acceptance")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Idempotent
    @Operation(summary = "Say yes to an offer", description = "By the rider, or by the desk for him. 409 once its time has run out.")
    public RideView accept(@PathParam("id") UUID id) {
        return told(service.accept(id));
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Idempotent
    @Operation(summary = "Say no to an offer", description = "The next nearest is asked at once.")
    public RideView decline(@PathParam("id") UUID id) {
        return told(service.decline(id));
    }

    @POST
    @Path("/{id}/start")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Idempotent
    @Operation(summary = "The passenger is on the seat")
    public RideView start(@PathParam("id") UUID id) {
        return told(service.start(id));
    }

    @POST
    @Path("/{id}/completion")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Idempotent
    @Operation(summary = "The ride has come to its end", description = "The rider is free again.")
    public RideView complete(@PathParam("id") UUID id) {
        return told(service.complete(id));
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Call a ride off", description = "Until it is under way.")
    public RideView cancel(@PathParam("id") UUID id) {
        return told(service.cancel(id));
    }

    @POST
    @Path("/{id}/incidents")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Idempotent
    @Operation(summary = "Report an incident of a ride", description = "Never changed afterwards. What is written of it is for the desk and those above: a passenger may have told it of the rider.")
    public RideView report(@PathParam("id") UUID id, @Valid @NotNull RideCommand.Report asked) {
        return told(service.report(id, asked));
    }

    /** To others than the desk and its officers that there was an incident, and not what was written of it. */
    private RideView told(RideView ride) {
        return caller.is(Roles.DESK_CLERK) || caller.is(Roles.UNIT_OFFICER) ? ride : ride.withoutNotes();
    }

    private UUID rider() {
        return Optional.ofNullable(caller.member()).orElseThrow(RideProblems::notYours);
    }
}
