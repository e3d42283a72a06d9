package org.doanket.finance.fund;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
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

@Path("/v1/fund-decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "employers' fund")
public class FundDecisionResource {

    private final FundDecisionService service;
    private final FundQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    FundDecisionResource(FundDecisionService service, FundQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent(required = true)
    @Operation(summary = "Decide that an employer pays later or less", description = "A suspension, deferral, reduction or waiver of "
    + "the months named. "
    + "Without an employer: an act with a criterion, under which employers who meet it are granted the same one by one.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FundView.Decision.class)))
    public Response decide(@Valid @NotNull FundCommand.Decide command, @Context UriInfo uri) {
        UUID id = service.decide(command);
        return Created.at(uri, id, found(id), 0);
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List decisions on the fund, the newest first")
    public RestResponse<Page<FundView.Decision>> list(@Valid @BeanParam UnitParam asked, @QueryParam("employer") UUID employer,
    @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.decisions(asked.range(tree, caller), asked.only(), employer, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One decision on the fund")
    public FundView.Decision one(@PathParam("id") UUID id) {
        return found(id);
    }

    @POST
    @Path("/{id}/revocation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent(required = true)
    @Operation(summary = "Revoke a decision", description = "What followed from it is booked back a moment later.")
    public FundView.Decision revoke(@PathParam("id") UUID id, @Valid @NotNull FundCommand.Revoke command) {
        service.revoke(id, command);
        return found(id);
    }

    private FundView.Decision found(UUID id) {
        return queries.decision(caller.scope(), id).orElseThrow(() -> Problem.notFound("fund-decision"));
    }
}
