package org.doanket.finance.budget;

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
import java.util.UUID;
import org.doanket.finance.budget.BudgetView.Guard;
import org.doanket.platform.error.Problem;
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

@Path("/v1/budget-guards")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
public class GuardResource {

    private final GuardService service;
    private final GuardQueries queries;

    GuardResource(GuardService service, GuardQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @Authenticated
    @Operation(summary = "List the shares that budgets and spending keep to", description = "of a year: those in force then.")
    public RestResponse<Page<Guard>> list(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("year") @Min(2010) @Max(2199) Integer year, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.guards(jurisdiction, year, page), uri);
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "One share that budgets keep to")
    public Guard one(@PathParam("id") UUID id) {
        return queries.guard(id).orElseThrow(() -> Problem.notFound("budget-guard"));
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a share that budgets keep to, from a year on", description = "The same name again replaces the one before "
            + "it from that year on.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Guard.class)))
    public Response set(@Valid @NotNull BudgetCommand.SetGuard command, @Context UriInfo uri) {
        Guard guard = service.set(command);
        return Created.at(uri, guard.id(), guard, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a share before its year begins")
    public Guard cancel(@PathParam("id") UUID id, @Valid @NotNull BudgetCommand.Cancel command) {
        return service.cancel(id, command);
    }
}
