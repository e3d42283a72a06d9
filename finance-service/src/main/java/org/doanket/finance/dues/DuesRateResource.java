package org.doanket.finance.dues;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/dues-rates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dues")
public class DuesRateResource {

    private final DuesService service;
    private final DuesRateQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    DuesRateResource(DuesService service, DuesRateQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "List units' own resolutions on their dues")
    public RestResponse<Page<DuesRateView>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.rates(asked.range(tree, caller), asked.only(), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "One unit's own resolution on its dues")
    public DuesRateView one(@PathParam("id") UUID id) {
        return queries.rate(caller.scope(), id).orElseThrow(() -> Problem.notFound("dues-rate"));
    }

    @POST
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Record a unit's own resolution on its dues",
            description = "A higher rate, whose excess stays with the unit, or a fixed amount where pay cannot be determined.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DuesRateView.class)))
    public Response resolve(@Valid @NotNull DuesCommand.Resolve command, @Context UriInfo uri) {
        UUID id = service.resolve(command);
        return Created.at(uri, id, queries.rate(caller.scope(), id).orElseThrow(), 0);
    }

    @POST
    @Path("/{id}/ending")
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Let a unit's own resolution end on a day to come", description = "From that day on the common dues hold again.")
    public DuesRateView end(@PathParam("id") UUID id, @Valid @NotNull DuesCommand.EndResolution command) {
        service.end(id, command);
        return queries.rate(caller.scope(), id).orElseThrow();
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Take back a unit's own resolution by which nobody was charged yet", description = "To put right what was recorded "
            + "wrongly: record it anew after that.")
    public DuesRateView cancel(@PathParam("id") UUID id, @Valid @NotNull DuesCommand.CancelResolution command) {
        service.cancel(id, command);
        return queries.rate(caller.scope(), id).orElseThrow();
    }
}
