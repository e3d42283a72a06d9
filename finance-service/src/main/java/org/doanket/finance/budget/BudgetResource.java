package org.doanket.finance.budget;

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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.finance.budget.BudgetView.Budget;
import org.doanket.finance.budget.BudgetView.Outstanding;
import org.doanket.finance.budget.BudgetView.Version;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/budgets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets", description = "Yearly budgets by report code, version by version, and the shares that they keep to")
public class BudgetResource {

    private final BudgetService service;
    private final BudgetQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    BudgetResource(BudgetService service, BudgetQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List budgets, the newest first", description = "The state is that of the newest version: submitted ones wait "
            + "for the level above.")
    public RestResponse<Page<Budget>> list(@Valid @BeanParam UnitParam asked, @QueryParam("year") @Min(2010) @Max(2199) Integer year,
            @QueryParam("state") @Pattern(regexp = "draft|submitted|returned|approved") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.budgets(asked.range(tree, caller), asked.only(), year, state, page), uri);
    }

    @GET
    @Path("/outstanding")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List units that still have to hand in their budget of a year, in the order of the tree",
            description = "By the figures budget-due-month and budget-due-day; daysLate once that day is over. Units founded after it are not listed.")
    public RestResponse<Page<Outstanding>> outstanding(@Valid @BeanParam UnitParam asked, @QueryParam("year") @NotNull @Min(2011) @Max(2199) Integer year,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.outstanding(asked.range(tree, caller), asked.only(), year, page), uri);
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @Operation(summary = "Draw a unit's budget of a year", description = "The answer says what the guards find; a draft may still break "
            + "them.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Budget.class)))
    public Response draw(@Valid @NotNull BudgetCommand.Draw command, @Context UriInfo uri) {
        Budget budget = service.draw(command);
        return Created.at(uri, budget.id(), budget, budget.version());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One budget: its newest version, and what the guards find")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Budget.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Budget budget = queries.budget(caller.scope(), id).orElseThrow(() -> Problem.notFound("budget"));
        return Revision.answer(request, budget, budget.version());
    }

    @GET
    @Path("/{id}/versions")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "All versions of a budget, the newest first")
    public RestResponse<Page<Version>> versions(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        queries.budget(caller.scope(), id).orElseThrow(() -> Problem.notFound("budget"));
        return PageRequest.typed(queries.versions(caller.scope(), id, page), uri);
    }

    @POST
    @Path("/{id}/versions")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @Operation(summary = "Mend a draft, or amend an approved budget, by an act",
            description = "The whole budget anew; the version before stays, and holds until this one is approved.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Budget.class)))
    public Budget amend(@PathParam("id") UUID id, @Valid @NotNull BudgetCommand.Amend command) {
        return service.amend(id, command);
    }

    @POST
    @Path("/{id}/submission")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @Operation(summary = "Hand the draft in to the level above", description = "Refused where it breaks a guard that blocks; all of them "
            + "are named.")
    public Budget submit(@PathParam("id") UUID id, @Valid @NotNull BudgetCommand.Submit command) {
        return service.submit(id, command);
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed({Roles.TREASURER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Approve a budget of a unit below")
    public Budget approve(@PathParam("id") UUID id, @Valid @NotNull BudgetCommand.Approve command) {
        return service.approve(id, command);
    }

    @POST
    @Path("/{id}/return")
    @RolesAllowed({Roles.TREASURER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Return a budget to a unit below, with the reasons")
    public Budget turnBack(@PathParam("id") UUID id, @Valid @NotNull BudgetCommand.Return command) {
        return service.turnBack(id, command);
    }
}
