package org.doanket.finance.grant;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
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
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.grant.GrantView.Grant;
import org.doanket.finance.grant.GrantView.Quota;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "grants", description = "Kinds of welfare grants and quotas; applications with their papers, lists, approval by amount, "
        + "payment")
public class GrantResource {

    private final GrantRuleService service;
    private final GrantRuleQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    GrantResource(GrantRuleService service, GrantRuleQueries queries, UnitTree tree, Caller caller, Clock clock) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/grants")
    @Authenticated
    @Operation(summary = "List kinds of grants", description = "Of a unit: each as it holds for it today, or on a day. Else all rows.")
    public RestResponse<Page<Grant>> list(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("unit") UUID unit, @QueryParam("on") LocalDate on, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        LocalDate day = on == null ? Zones.today(clock, jurisdiction) : on;
        return PageRequest.typed(unit == null ? queries.grants(jurisdiction, page) : queries.inForce(unit, day, page), uri);
    }

    @GET
    @Path("/grants/{id}")
    @Authenticated
    @Operation(summary = "One kind of grant as it holds from a day on")
    public Grant one(@PathParam("id") UUID id) {
        return queries.grant(id).orElseThrow(() -> Problem.notFound("grant"));
    }

    @POST
    @Path("/grants")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a kind of grant from a day on", description = "For a unit and all below it, which then overrides what is "
            + "set above; for everybody at the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Grant.class)))
    public Response set(@Valid @NotNull GrantCommand.SetGrant command, @Context UriInfo uri) {
        Grant grant = service.set(command);
        return Created.at(uri, grant.id(), grant, 0);
    }

    @POST
    @Path("/grants/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a kind of grant before it begins")
    public Grant cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return service.cancel(id, command);
    }

    @GET
    @Path("/grant-quotas")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List quotas and what is taken of each, the newest first")
    public RestResponse<Page<Quota>> quotas(@Valid @BeanParam UnitParam asked,
            @QueryParam("grant") @Pattern(regexp = GrantCommand.CODE) String grant, @QueryParam("year") @Min(2000) @Max(2200) Integer year,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.quotas(asked.range(tree, caller), asked.only(), grant, year, page), uri);
    }

    @GET
    @Path("/grant-quotas/{id}")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One quota and what is taken of it")
    public Quota oneQuota(@PathParam("id") UUID id) {
        return queries.quota(caller.scope(), id).orElseThrow(() -> Problem.notFound("grant-quota"));
    }

    @POST
    @Path("/grant-quotas")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Set what a unit with all below it may grant of a kind in a year",
            description = "From above: a unit sets none for itself.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Quota.class)))
    public Response setQuota(@Valid @NotNull GrantCommand.SetQuota command, @Context UriInfo uri) {
        UUID id = service.setQuota(command);
        return Created.at(uri, id, queries.quota(caller.scope(), id).orElseThrow(), 0);
    }
}
