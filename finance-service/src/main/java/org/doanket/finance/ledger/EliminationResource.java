package org.doanket.finance.ledger;

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
import java.time.LocalDate;
import org.doanket.finance.ledger.LedgerView.EliminationRule;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/eliminations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books")
public class EliminationResource {

    private final EliminationService service;

    EliminationResource(EliminationService service) {
        this.service = service;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List which accounts go out against each other in the statement of a subtree")
    public RestResponse<Page<EliminationRule>> list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(service.list(page), uri);
    }

    @GET
    @Path("/{account}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.FEDERATION_OFFICER})
    @Operation(summary = "What an account goes out against", description = "asOf a day: as it holds then, else today.")
    public EliminationRule one(@PathParam("account") String account, @QueryParam("asOf") LocalDate asOf) {
        return service.one(account, asOf);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Let an account go out on one side of a pair, from a day on",
            description = "At the root of the tree. Pairs have a code; an account "
            + "stands in one of them at a time.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EliminationRule.class)))
    public Response set(@Valid @NotNull LedgerCommand.SetElimination command) {
        EliminationRule rule = service.set(command);
        return Created.at("/finance/v1/eliminations/" + rule.account() + "?asOf=" + rule.validFrom(), rule).build();
    }

    @POST
    @Path("/{account}/ending")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Let an account stay in from a day on", description = "At the root of the tree.")
    public EliminationRule end(@PathParam("account") String account, @Valid @NotNull LedgerCommand.EndAccount command) {
        return service.end(account, command);
    }
}
