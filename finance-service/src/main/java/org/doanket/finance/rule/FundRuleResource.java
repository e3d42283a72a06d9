package org.doanket.finance.rule;

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

@Path("/v1/fund-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
public class FundRuleResource {

    private final FundRuleService service;
    private final DatedRules rules;

    FundRuleResource(FundRuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Authenticated
    @Operation(summary = "List the rules of the employers' fund", description = "asOf a day: those in force then.")
    public RestResponse<Page<FundRuleView>> list(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page,
    @Context UriInfo uri) {
        return PageRequest.typed(rules.page(FundRuleView.TABLE, asked, page), uri);
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "One rule of the employers' fund")
    public FundRuleView one(@PathParam("id") UUID id) {
        return rules.one(FundRuleView.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a rule of the employers' fund from a day on", description = "rate, hand-over, small-payer-refund, "
    + "late-fee (a day) and fines say a part; due and suspension-due the day (0: the last) of the month so many months later; suspension the "
    + "most months one after the other; deferral the part of the staff that stands idle, and the month and day of the year to pay by; remedy the "
    + "days to pay in.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FundRuleView.class)))
    public Response set(@Valid @NotNull RuleCommand.SetFundRule command, @Context UriInfo uri) {
        FundRuleView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of the employers' fund before it begins")
    public FundRuleView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(FundRuleView.TABLE, id, command);
    }
}
