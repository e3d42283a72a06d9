package org.doanket.campaign.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/evidence-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models")
public class EvidenceRuleResource {

    private final EvidenceRuleService service;
    private final EvidenceRuleQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    EvidenceRuleResource(EvidenceRuleService service, EvidenceRuleQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Which papers the steps of a unit's models need",
            description = "All rules that reach the unit, the nearest first; of each unit above and of its own the newest that has begun holds, all "
                    + "together.")
    public RestResponse<Page<EvidenceRuleView>> list(@QueryParam("unit") @NotNull UUID unit, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.reaching(tree.require(unit, caller.scope()), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One rule of evidence", description = "Of a unit of the caller's, or of one above his.")
    public EvidenceRuleView one(@PathParam("id") UUID id) {
        return service.one(id);
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Set which papers a step needs in a unit and below it, from a day on", description = "No kinds: it needs none. "
            + "What is asked above cannot be left out.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EvidenceRuleView.class)))
    @APIResponse(responseCode = "422", description = "The rule asks for less than what holds above")
    @APIResponse(responseCode = "409", description = "Another rule of the unit for the step begins on that day")
    public Response set(@Valid @NotNull ModelCommand.SetEvidenceRule command, @Context UriInfo uri) {
        EvidenceRuleView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 1);
    }

    @POST
    @Path("/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Take back a rule before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EvidenceRuleView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public EvidenceRuleView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return service.cancel(id, command);
    }
}
