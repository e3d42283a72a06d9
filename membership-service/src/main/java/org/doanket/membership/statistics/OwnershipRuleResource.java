package org.doanket.membership.statistics;

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

@Path("/v1/ownership-rules")
@Produces("application/json")
@Tag(name = "rules")
public class OwnershipRuleResource {

    private final DatedRules rules;

    OwnershipRuleResource(DatedRules rules) {
        this.rules = rules;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Whose a workplace may be, for the register cards of units", description = "asOf a day: those in force then.")
    public RestResponse<Page<OwnershipView>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(OwnershipView.TABLE, filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of an ownership")
    public OwnershipView one(@PathParam("id") UUID id) {
        return rules.one(OwnershipView.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set an ownership from a day to come on", description = "A new one, another name, another kind of enterprise that it is a part of, or that no "
            + "card says it any more. Returns of a cut-off go by the rules of that day. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OwnershipView.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response set(@Valid @NotNull OwnershipCommand command, @Context UriInfo uri) {
        OwnershipView rule = rules.setting(OwnershipView.TABLE, command.source()).with("code", command.code()).with("name_vi", command.name().vi())
                .with("name_en", command.name().en()).with("name_zh", command.name().zh()).with("part_of", command.partOf())
                .with("is_used", command.used()).set();
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of an ownership before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OwnershipView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public OwnershipView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(OwnershipView.TABLE, id, command);
    }
}
