package org.doanket.servicemap.roster;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/rosters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
@Tag(name = "duty rosters", description = "Who stands at a desk when: a pattern, a pool, fair turns, absences and swaps")
public class RosterResource {

    /** A month to see where nothing is said. */
    private static final int DAYS_SHOWN = 31;
    private static final int MOST_DAYS_SHOWN = 400;

    private final RosterService service;
    private final DutyService duties;
    private final RosterQueries queries;
    private final Caller caller;

    RosterResource(RosterService service, DutyService duties, RosterQueries queries, Caller caller) {
        this.service = service;
        this.duties = duties;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Operation(summary = "Draw up a roster for a service point", description = "Such as Monday and Wednesday, 4 members. Public holidays of the jurisdiction are days off unless onHolidays.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RosterView.class)))
    public Response draw(@Valid @NotNull RosterCommand.Draw asked, @Context UriInfo uri) {
        RosterView roster = service.draw(asked);
        return Created.at(uri, roster.id(), roster, roster.version());
    }

    @GET
    @Operation(summary = "List rosters", description = "Without their pools.")
    public RestResponse<Page<RosterView>> list(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "subtree") String scope,
            @QueryParam("point") UUID point, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), unit, scope, point, page), uri);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One roster with its pool", description = "Each with the duties stood and planned so far, so that everybody can see that it is fair.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RosterView.class)))
    public Response find(@PathParam("id") UUID id, @Context Request request) {
        RosterView roster = roster(id);
        return Revision.answer(request, roster, roster.version());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change the pattern", description = "For what is planned from now on; of duties planned already the days and people stay, and the hours "
            + "go by the pattern.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RosterView.class)))
    @APIResponse(responseCode = "409", description = "By these hours somebody who is on duty would be on duty elsewhere at the same time")
    public Response edit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        return answer(service.edit(id, ifMatch, patch));
    }

    @POST
    @Path("/{id}/people")
    @Idempotent
    @Operation(summary = "Take somebody into the pool", description = "Also one who left it before.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RosterView.class)))
    public Response join(@PathParam("id") UUID id, @Valid @NotNull RosterCommand.Join asked) {
        return answer(service.join(id, asked));
    }

    @POST
    @Path("/{id}/people/{member}/leaving")
    @Idempotent
    @Operation(summary = "Let somebody out of the pool", description = "His turns from then on go to others, and his calendar ends.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RosterView.class)))
    public Response leave(@PathParam("id") UUID id, @PathParam("member") UUID member, @Valid RosterCommand.Leave asked) {
        return answer(duties.leave(id, member, asked));
    }

    @POST
    @Path("/{id}/people/{member}/feed")
    @Idempotent(secret = true)
    @Operation(summary = "Give somebody the address of his calendar", description = "Shown once; an address given before opens nothing any more.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RosterView.Feed.class)))
    public Response feed(@PathParam("id") UUID id, @PathParam("member") UUID member) {
        return Response.ok(service.feed(id, member)).header("Cache-Control", "no-store").build();
    }

    @POST
    @Path("/{id}/absences")
    @Idempotent
    @Operation(summary = "Enter an absence", description = "Why is not asked. Turns planned in it go to whoever's turn it is.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RosterView.class)))
    public Response away(@PathParam("id") UUID id, @Valid @NotNull RosterCommand.Away asked) {
        return answer(duties.away(id, asked));
    }

    @DELETE
    @Path("/{id}/absences/{absence}")
    @Operation(summary = "Take an absence back", description = "Turns that went to others meanwhile stay theirs; they can be swapped.")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response back(@PathParam("id") UUID id, @PathParam("absence") UUID absence, @HeaderParam("If-Match") String ifMatch) {
        duties.back(id, absence, ifMatch);
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/plan")
    @Idempotent
    @Operation(summary = "Plan the turns up to a day", description = "After what is planned already. Fewest duties first; among equals whose last is longest ago.")
    public RosterView.Planned plan(@PathParam("id") UUID id, @Valid @NotNull RosterCommand.Plan asked) {
        return duties.plan(id, asked);
    }

    @POST
    @Path("/{id}/swaps")
    @Idempotent
    @Operation(summary = "Let one stand for another", description = "For a day of his in return, or as a favour.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RosterView.class)))
    public Response swap(@PathParam("id") UUID id, @Valid @NotNull RosterCommand.Swap asked) {
        return answer(duties.swap(id, asked));
    }

    @GET
    @Path("/{id}/duties")
    @Operation(summary = "Who stands there on which day", description = "From a day to a day, both among it; a month from the first day where nothing is said of the last; at most 400 days.")
    public Page<RosterView.Day> duties(@PathParam("id") UUID id, @QueryParam("from") LocalDate from, @QueryParam("until") LocalDate until) {
        RosterView roster = roster(id);
        LocalDate first = from == null ? roster.validFrom() : from;
        LocalDate last = until == null ? first.plusDays(DAYS_SHOWN) : until;
        if (first.plusDays(MOST_DAYS_SHOWN).isBefore(last)) {
            throw RosterProblems.spanTooLong(MOST_DAYS_SHOWN);
        }
        return new Page<>(queries.days(caller.scope(), roster, first, last), null);
    }

    private RosterView roster(UUID id) {
        return queries.find(caller.scope(), id).orElseThrow(() -> Problem.notFound("roster"));
    }

    private static Response answer(RosterView roster) {
        return Response.ok(roster).tag(Revision.tag(roster.version())).build();
    }
}
