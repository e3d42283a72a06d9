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
import org.doanket.finance.rule.RuleView.ArrearsPhaseView;
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

/** The three phases that unpaid dues pass through. */
@Path("/v1/arrears-phases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "arrears")
public class ArrearsPhaseResource {

    private final RuleService service;
    private final DatedRules rules;

    ArrearsPhaseResource(RuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Authenticated
    @Operation(summary = "List the phases of arrears", description = "asOf a day: those in force then.")
    public RestResponse<Page<ArrearsPhaseView>> list(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(rules.page(ArrearsPhaseView.TABLE, asked, page), uri);
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "One phase of arrears")
    public ArrearsPhaseView one(@PathParam("id") UUID id) {
        return rules.one(ArrearsPhaseView.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set from a day on when a phase of arrears begins and what is done then",
            description = "days: since the dues were due, by the figures dues-due-months and dues-due-day.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ArrearsPhaseView.class)))
    public Response set(@Valid @NotNull RuleCommand.SetArrearsPhase command, @Context UriInfo uri) {
        ArrearsPhaseView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a phase of arrears before it begins")
    public ArrearsPhaseView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(ArrearsPhaseView.TABLE, id, command);
    }
}
