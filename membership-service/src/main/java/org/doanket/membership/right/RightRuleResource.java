package org.doanket.membership.right;

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
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/right-rules")
@Produces("application/json")
@Tag(name = "rules")
public class RightRuleResource {

    private final RightRuleService service;
    private final DatedRules rules;

    RightRuleResource(RightRuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Which categories and statuses of membership bring which rights", description = "asOf a day: the rules in force then. Of each "
            + "ground the newest counts, and one that denies outweighs all that grant.")
    public RestResponse<Page<RightsView.Rule>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(RightsView.Rule.table(), filter, page), uri);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Give or take a right from a day to come on", description = "Of a category, of a status or of any; at the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RightsView.Rule.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response set(@Valid @NotNull RightCommand.Set command, @Context UriInfo uri) {
        RightsView.Rule rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One rule of rights")
    public RightsView.Rule one(@PathParam("id") UUID id) {
        return rules.one(RightsView.Rule.table(), id);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RightsView.Rule.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RightsView.Rule cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(RightsView.Rule.table(), id, command);
    }
}
