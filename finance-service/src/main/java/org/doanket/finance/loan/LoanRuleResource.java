package org.doanket.finance.loan;

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
import org.doanket.finance.loan.LoanView.LoanRule;
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

@Path("/v1/loan-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "loan referrals")
public class LoanRuleResource {

    private final LoanRuleService service;
    private final DatedRules rules;

    LoanRuleResource(LoanRuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Authenticated
    @Operation(summary = "List limits, rates and days of grace of referred loans", description = "asOf a day: those in force then.")
    public RestResponse<Page<LoanRule>> list(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(LoanRule.TABLE, asked, page), uri);
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "One limit, rate or number of days of grace")
    public LoanRule one(@PathParam("id") UUID id) {
        return rules.one(LoanRule.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a limit, a rate or the days of grace from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LoanRule.class)))
    public Response set(@Valid @NotNull LoanCommand.SetLoanRule command, @Context UriInfo uri) {
        LoanRule rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back such a rule before it begins")
    public LoanRule cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(LoanRule.TABLE, id, command);
    }
}
