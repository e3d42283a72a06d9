package org.doanket.membership.headcount;

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

@Path("/v1/headcount-figure-rules")
@Produces("application/json")
@Tag(name = "rules")
public class FigureResource {

    private final FigureService service;
    private final DatedRules rules;

    FigureResource(FigureService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Which figures a head count may have besides members and workers", description = "asOf a day: those in force then.")
    public RestResponse<Page<FigureView>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(FigureView.TABLE, filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of a figure")
    public FigureView one(@PathParam("id") UUID id) {
        return rules.one(FigureView.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a figure of head counts from a day to come on", description = "A new one, another name or another whole that it is a part of, or "
            + "that no report says it any more: reports and returns go by the rules of their cut-off. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FigureView.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response set(@Valid @NotNull FigureCommand command, @Context UriInfo uri) {
        FigureView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of a figure before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FigureView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public FigureView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(FigureView.TABLE, id, command);
    }
}
