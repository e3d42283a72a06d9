package org.doanket.membership.body;

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

@Path("/v1")
@Produces("application/json")
@Tag(name = "rules")
public class BodyRuleResource {

    private final BodyRuleService service;
    private final DatedRules rules;

    BodyRuleResource(BodyRuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Path("/body-kind-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Which bodies there are, and which units have them", description = "asOf a day: those in force then.")
    public RestResponse<Page<BodyRuleView.Kind>> kinds(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(BodyRuleView.Kind.TABLE, filter, page), uri);
    }

    @GET
    @Path("/body-kind-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of a kind of body")
    public BodyRuleView.Kind oneKind(@PathParam("id") UUID id) {
        return rules.one(BodyRuleView.Kind.TABLE, id);
    }

    @POST
    @Path("/body-kind-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a kind of body from a day to come on", description = "A new one, other levels or another name, or that none is formed any more; "
            + "those that sit do so until they end. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BodyRuleView.Kind.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setKind(@Valid @NotNull BodyRuleCommand.SetKind command, @Context UriInfo uri) {
        BodyRuleView.Kind rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/body-kind-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of a kind of body before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BodyRuleView.Kind.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public BodyRuleView.Kind cancelKind(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(BodyRuleView.Kind.TABLE, id, command);
    }

    @GET
    @Path("/body-position-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Which positions the bodies have", description = "asOf a day: those in force then.")
    public RestResponse<Page<BodyRuleView.Position>> positions(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(BodyRuleView.Position.TABLE, filter, page), uri);
    }

    @GET
    @Path("/body-position-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of a position")
    public BodyRuleView.Position onePosition(@PathParam("id") UUID id) {
        return rules.one(BodyRuleView.Position.TABLE, id);
    }

    @POST
    @Path("/body-position-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a position of a body from a day to come on", description = "A new one, what it is, or that it is given to nobody any more; "
            + "who has it keeps it. Which roles it brings say the office-role-rules. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BodyRuleView.Position.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setPosition(@Valid @NotNull BodyRuleCommand.SetPosition command, @Context UriInfo uri) {
        BodyRuleView.Position rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/body-position-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of a position before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BodyRuleView.Position.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public BodyRuleView.Position cancelPosition(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(BodyRuleView.Position.TABLE, id, command);
    }
}
