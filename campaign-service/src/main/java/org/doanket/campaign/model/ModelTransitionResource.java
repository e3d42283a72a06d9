package org.doanket.campaign.model;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/model-transitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models")
public class ModelTransitionResource {

    private final ModelTransitionService service;
    private final DatedRules rules;

    ModelTransitionResource(ModelTransitionService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @PermitAll
    @Operation(summary = "Which steps lead a model from which state to which, by whom and with what",
            description = "asOf a day: the rules in force then. Without it all, also those to come and those cancelled.")
    public RestResponse<Page<ModelTransition>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(ModelTransition.TABLE, filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One rule of a step")
    public ModelTransition one(@PathParam("id") UUID id) {
        return rules.one(ModelTransition.TABLE, id);
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Let a step lead from a state to another, from a day to come on", description = "At the top of the tree of that jurisdiction only; "
            + "allowed false: from then on it does no more.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ModelTransition.class)))
    @APIResponse(responseCode = "409", description = "A rule of that step out of that state begins on that day")
    @APIResponse(responseCode = "422", description = "No such step or state, or that day is not to come")
    public Response set(@Valid @NotNull ModelCommand.SetTransition command, @Context UriInfo uri) {
        ModelTransition rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back such a rule before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelTransition.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public ModelTransition cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(ModelTransition.TABLE, id, command);
    }
}
