package org.doanket.servicemap.visit;

import jakarta.annotation.security.PermitAll;
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
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.OpenData;
import org.doanket.servicemap.visit.VisitView.Day;
import org.doanket.servicemap.visit.VisitView.Entry;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@OpenData
@Path("/v1/visits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "visits", description = "How many came and how much was done for them, by point, day and kind: desks and devices count, everybody reads the sums")
public class VisitResource {

    private final VisitService service;
    private final VisitQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    VisitResource(VisitService service, VisitQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.DESK_CLERK, Roles.MAP_EDITOR})
    @Idempotent
    @Operation(summary = "Count visits and services", description = "One or a thousand, of today or of days without a connection. Each entry has an id "
            + "that its desk has made: what comes twice counts once.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitView.Taken.class)))
    @APIResponse(responseCode = "422", description = "Every entry that cannot be taken, and why; none was taken")
    public VisitView.Taken count(@Valid @NotNull VisitCommand.Count asked) {
        return service.count(asked);
    }

    @GET
    @PermitAll
    @Operation(summary = "Visits and services by point, day and kind", description = "Open to all.")
    public RestResponse<Page<Day>> days(@Valid @BeanParam UnitParam asked, @QueryParam("point") UUID point, @QueryParam("kind") String kind,
            @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.days(asked.publicRange(tree), new VisitQueries.Filter(asked.only(), point, kind, from, to), page), uri);
    }

    @GET
    @Path("/entries")
    @RolesAllowed({Roles.DESK_CLERK, Roles.MAP_EDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The entries of which the sums are made")
    public RestResponse<Page<Entry>> entries(@Valid @BeanParam UnitParam asked, @QueryParam("point") UUID point, @QueryParam("kind") String kind,
            @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.entries(asked.range(tree, caller), new VisitQueries.Filter(asked.only(), point, kind, from, to), page), uri);
    }

    @POST
    @Path("/entries/{id}/reversal")
    @RolesAllowed({Roles.DESK_CLERK, Roles.MAP_EDITOR})
    @Idempotent
    @Operation(summary = "Take a wrong count back", description = "By an entry of its own; the right count is then entered anew.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Entry.class)))
    @APIResponse(responseCode = "409", description = "It was taken back before, or is itself a reversal")
    public Entry reverse(@PathParam("id") UUID id, @Valid @NotNull VisitCommand.Reverse asked) {
        service.reverse(id, asked);
        return queries.entry(caller.scope(), id);
    }
}
