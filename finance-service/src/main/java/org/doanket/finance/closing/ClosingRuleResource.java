package org.doanket.finance.closing;

import io.quarkus.security.Authenticated;
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
import org.doanket.finance.closing.ClosingView.DatedRule;
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

/** The rules by which the books of units that ended are closed. */
@Path("/v1/closing-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "unit closings")
public class ClosingRuleResource {

    private final ClosingRuleService service;
    private final DatedRules rules;

    ClosingRuleResource(ClosingRuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Authenticated
    @Operation(summary = "List the rules by which closings go", description = "asOf a day: those in force then.")
    public RestResponse<Page<DatedRule>> list(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(DatedRule.TABLE, asked, page), uri);
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "One rule of closings")
    public DatedRule one(@PathParam("id") UUID id) {
        return rules.one(DatedRule.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a rule of closings from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DatedRule.class)))
    public Response set(@Valid @NotNull ClosingRuleCommand.SetRule command, @Context UriInfo uri) {
        DatedRule rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of closings before it begins")
    public DatedRule cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(DatedRule.TABLE, id, command);
    }
}
