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
import org.doanket.finance.rule.RuleView.DuesRuleView;
import org.doanket.finance.rule.RuleView.ParameterView;
import org.doanket.finance.rule.RuleView.SharingRatioView;
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

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules", description = "The rules of dues, the base salary and minimum wages they refer to, and what goes up of the "
        + "receipts: read by anybody who has a token, set at the top")
public class RuleResource {

    private final RuleService service;
    private final DatedRules rules;

    RuleResource(RuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Path("/dues-rules")
    @Authenticated
    @Operation(summary = "List the rules of dues", description = "asOf a day: those in force then.")
    public RestResponse<Page<DuesRuleView>> duesRules(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(DuesRuleView.TABLE, asked, page), uri);
    }

    @GET
    @Path("/dues-rules/{id}")
    @Authenticated
    @Operation(summary = "One rule of dues")
    public DuesRuleView oneDuesRule(@PathParam("id") UUID id) {
        return rules.one(DuesRuleView.TABLE, id);
    }

    @POST
    @Path("/dues-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a rule of dues from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DuesRuleView.class)))
    public Response setDuesRule(@Valid @NotNull RuleCommand.SetDuesRule command, @Context UriInfo uri) {
        DuesRuleView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/dues-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of dues before it begins")
    public DuesRuleView cancelDuesRule(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(DuesRuleView.TABLE, id, command);
    }

    @GET
    @Path("/parameters")
    @Authenticated
    @Operation(summary = "List the base salaries and minimum wages that the rules refer to", description = "asOf a day: those in force then.")
    public RestResponse<Page<ParameterView>> parameters(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(ParameterView.TABLE, asked, page), uri);
    }

    @GET
    @Path("/parameters/{id}")
    @Authenticated
    @Operation(summary = "One base salary or minimum wage")
    public ParameterView oneParameter(@PathParam("id") UUID id) {
        return rules.one(ParameterView.TABLE, id);
    }

    @POST
    @Path("/parameters")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a base salary or minimum wage from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ParameterView.class)))
    public Response setParameter(@Valid @NotNull RuleCommand.SetParameter command, @Context UriInfo uri) {
        ParameterView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/parameters/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a base salary or minimum wage before it begins")
    public ParameterView cancelParameter(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(ParameterView.TABLE, id, command);
    }

    @GET
    @Path("/sharing-ratios")
    @Authenticated
    @Operation(summary = "List what goes up of the receipts", description = "asOf a day: what is in force then.")
    public RestResponse<Page<SharingRatioView>> sharingRatios(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(SharingRatioView.TABLE, asked, page), uri);
    }

    @GET
    @Path("/sharing-ratios/{id}")
    @Authenticated
    @Operation(summary = "One share of the receipts")
    public SharingRatioView oneSharingRatio(@PathParam("id") UUID id) {
        return rules.one(SharingRatioView.TABLE, id);
    }

    @POST
    @Path("/sharing-ratios")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set what goes up of the receipts, from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SharingRatioView.class)))
    public Response setSharingRatio(@Valid @NotNull RuleCommand.SetSharingRatio command, @Context UriInfo uri) {
        SharingRatioView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/sharing-ratios/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a share before it begins")
    public SharingRatioView cancelSharingRatio(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(SharingRatioView.TABLE, id, command);
    }
}
