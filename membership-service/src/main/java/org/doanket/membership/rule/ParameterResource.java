package org.doanket.membership.rule;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/parameters")
@Produces("application/json")
@Tag(name = "rules", description = "What the rules of a jurisdiction say in figures, from which day on, and where it stands")
public class ParameterResource {

    private final RuleService service;
    private final ParameterQueries queries;
    private final DatedRules rules;

    ParameterResource(RuleService service, ParameterQueries queries, DatedRules rules) {
        this.service = service;
        this.queries = queries;
        this.rules = rules;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List the figures of the rules", description = "asOf a day: those in force then. Without it all rows, also "
            + "those to come and those cancelled.")
    public RestResponse<Page<ParameterView>> list(@Valid @BeanParam ParameterQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(filter, page), uri);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a figure from a day to come on", description = "At the top of the tree only; it follows the row in force until then.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ParameterView.class)))
    @APIResponse(responseCode = "409", description = "Another row of the same name and subject begins on that day")
    public Response set(@Valid @NotNull RuleCommand.SetParameter command, @Context UriInfo uri) {
        ParameterView parameter = service.set(command);
        return Created.at(uri, parameter.id(), parameter, 0);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One figure of the rules")
    public ParameterView one(@PathParam("id") UUID id) {
        return rules.one(ParameterView.TABLE, id);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a figure before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ParameterView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public ParameterView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(ParameterView.TABLE, id, command);
    }
}
