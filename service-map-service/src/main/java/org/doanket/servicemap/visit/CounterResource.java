package org.doanket.servicemap.visit;

import jakarta.annotation.security.PermitAll;
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
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.visit.VisitView.Counter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/visit-counters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "visits")
public class CounterResource {

    private final CounterService service;
    private final VisitQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    CounterResource(CounterService service, VisitQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent(secret = true)
    @Operation(summary = "Put a counting device at a point", description = "Its key is in this answer and never shown again.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Counter.class)))
    public Response install(@Valid @NotNull VisitCommand.Install asked, @Context UriInfo uri) {
        Counter counter = service.install(asked);
        return Created.at(uri, counter.id(), counter, counter.version());
    }

    @GET
    @RolesAllowed({Roles.MAP_EDITOR, Roles.DESK_CLERK})
    @Operation(summary = "List counting devices")
    public RestResponse<Page<Counter>> list(@Valid @BeanParam UnitParam asked, @QueryParam("point") UUID point, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.counters(asked.range(tree, caller), asked.only(), point, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.MAP_EDITOR, Roles.DESK_CLERK})
    @Operation(summary = "One counting device")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Counter.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Counter counter = queries.counter(caller.scope(), id);
        return Revision.answer(request, counter, counter.version());
    }

    @POST
    @Path("/{id}/key")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent(secret = true)
    @Operation(summary = "Give a device a new key", description = "The one before stays good for seven days, so that no count is lost on the way; "
            + "not where the reason is that it was stolen or lost: then no key but the new one is good any more, and the reason is on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Counter.class)))
    @APIResponse(responseCode = "409", description = "The device is out of use")
    public Counter renewKey(@PathParam("id") UUID id, @QueryParam("reason") @Pattern(regexp = "stolen|lost") String reason) {
        return service.renewKey(id, reason);
    }

    @POST
    @Path("/{id}/retirement")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    @Operation(summary = "Take a device out of use", description = "What it has counted stays; nothing is taken from it any more, by whichever key.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Counter.class)))
    @APIResponse(responseCode = "409", description = "The device is out of use")
    public Counter retire(@PathParam("id") UUID id) {
        return service.retire(id);
    }

    @POST
    @Path("/readings")
    @PermitAll
    @Idempotent(secret = true)
    @Operation(summary = "Report what a device has counted", description = "By the device's key, without an account. A reading is known by its number: "
            + "late, twice and in any order is all the same. What can be counted is, and the answer names the others: of days on which the point was not open, "
            + "too late, or not as they came before.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitView.Heard.class)))
    @APIResponse(responseCode = "401", description = "There is no such device in use with that key")
    public VisitView.Heard report(@Valid @NotNull VisitCommand.Report asked) {
        return service.report(asked);
    }
}
