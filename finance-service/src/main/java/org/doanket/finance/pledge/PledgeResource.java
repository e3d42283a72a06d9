package org.doanket.finance.pledge;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;
import java.util.UUID;
import org.doanket.finance.pledge.PledgeView.Pledge;
import org.doanket.finance.pledge.PledgeView.PledgedTotal;
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

@Path("/v1/pledges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contributions", description = "What units and others promise and give: money, days of work and goods, never added together")
public class PledgeResource {

    private final PledgeService service;
    private final PledgeQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    PledgeResource(PledgeService service, PledgeQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER, Roles.TREASURER})
    @Idempotent
    @Operation(summary = "Record a pledge", description = "Of money, days of work or goods. Nothing is booked: it is a promise.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Pledge.class)))
    public Response promise(@Valid @NotNull PledgeCommand.Promise command, @Context UriInfo uri) {
        Pledge pledge = service.promise(command);
        return Created.at(uri, pledge.id(), pledge, pledge.version());
    }

    @GET
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List pledges and what was given of each, the newest first")
    public RestResponse<Page<Pledge>> list(@Valid @BeanParam UnitParam asked, @QueryParam("drive") UUID drive,
            @QueryParam("movement") UUID movement, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        Page<Pledge> found = queries.pledges(asked.range(tree, caller), asked.only(), drive, movement, page);
        return PageRequest.typed(new Page<>(found.items().stream().map(this::shown).toList(), found.next()), uri);
    }

    @GET
    @Path("/totals")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.FEDERATION_OFFICER})
    @Operation(summary = "What is pledged in a unit or a subtree, by kind, and what may still be expected",
            description = "A line for each kind, sort and measure.")
    public List<PledgedTotal> totals(@Valid @BeanParam UnitParam asked, @QueryParam("drive") UUID drive,
            @QueryParam("movement") UUID movement) {
        return queries.pledged(asked.range(tree, caller), asked.only(), drive, movement);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One pledge and what was given of it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Pledge.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Pledge pledge = queries.pledge(caller.scope(), id).orElseThrow(() -> Problem.notFound("pledge"));
        // What was given comes in by contributions, which the pledge's own version does not count: no shortcut by ETag then.
        return pledge.given().signum() == 0 ? Revision.answer(request, shown(pledge), pledge.version()) : Response.ok(shown(pledge)).build();
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER, Roles.TREASURER})
    @Idempotent
    @Operation(summary = "Withdraw what of a pledge is still open")
    public Pledge withdraw(@PathParam("id") UUID id, @Valid @NotNull PledgeCommand.Withdraw command) {
        return shown(service.withdraw(id, command));
    }

    /** Who promised is shown to whom who gave is. */
    private Pledge shown(Pledge found) {
        return caller.is(Roles.TREASURER) || caller.is(Roles.AUDITOR) ? found : found.withoutDonor();
    }
}
