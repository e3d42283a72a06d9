package org.doanket.servicemap.rule;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/map-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules", description = "The numbers by which the map judges, each from a day on with its citation; set at the top, for all")
public class MapRuleResource {

    private final MapRuleService service;
    private final MapRuleQueries queries;

    MapRuleResource(MapRuleService service, MapRuleQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "The rules of the map", description = "asOf a day: those in force then. Without it all, also those to come and those cancelled.")
    public Page<MapRuleView> list(@Valid @BeanParam RuleFilter filter) {
        return new Page<>(queries.all(filter), null);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One rule of the map")
    public MapRuleView one(@PathParam("id") UUID id) {
        return queries.one(id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a rule from a day to come on", description = "All its numbers at once.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MapRuleView.class)))
    @APIResponse(responseCode = "409", description = "One begins on that day")
    @APIResponse(responseCode = "422", description = "That day is not to come")
    public Response set(@Valid @NotNull MapRuleCommand asked, @Context UriInfo uri) {
        MapRuleView rule = service.set(asked);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MapRuleView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public MapRuleView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation asked) {
        return service.cancel(id, asked);
    }
}
