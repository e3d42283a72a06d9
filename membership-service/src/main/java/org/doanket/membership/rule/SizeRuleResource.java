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
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/body-size-rules")
@Produces("application/json")
@Tag(name = "rules")
public class SizeRuleResource {

    private final RuleService service;
    private final DatedRules rules;

    SizeRuleResource(RuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "How many seats a body may have, by the members of its unit", description = "asOf a day: the rules in force then.")
    public RestResponse<Page<SizeRuleView>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(SizeRuleView.TABLE, filter, page), uri);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set the sizes of a body from a day to come on", description = "All its bands at once; at the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SizeRuleView.class)))
    @APIResponse(responseCode = "409", description = "Another rule for that body begins on that day")
    public Response set(@Valid @NotNull RuleCommand.SetSizes command, @Context UriInfo uri) {
        SizeRuleView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One rule of sizes")
    public SizeRuleView one(@PathParam("id") UUID id) {
        return rules.one(SizeRuleView.TABLE, id);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SizeRuleView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public SizeRuleView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(SizeRuleView.TABLE, id, command);
    }
}
