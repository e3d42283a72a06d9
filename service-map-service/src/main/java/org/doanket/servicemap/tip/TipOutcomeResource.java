package org.doanket.servicemap.tip;

import jakarta.annotation.security.PermitAll;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/tip-outcomes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tip outcomes", description = "What came of tips, in counts: told to everybody once enough persons stand behind each figure, and kept in the room until then")
public class TipOutcomeResource {

    private final TipOutcomeService service;
    private final TipQueries queries;
    private final Caller caller;

    TipOutcomeResource(TipOutcomeService service, TipQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Idempotent
    @Operation(summary = "Count what came of tips in a month", description = "Added to what the officer's own unit counted before; below zero it corrects what "
            + "has not been told yet. Answers what stands counted and what of it still waits.")
    public TipView.Standing count(@Valid @NotNull TipCommand.Count asked) {
        return service.count(asked);
    }

    @GET
    @PermitAll
    @Operation(summary = "Outcome counts that were told", description = "Each stands for itself, newest month first; none is ever changed.")
    public RestResponse<Page<TipView.Released>> list(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "subtree") String scope,
            @QueryParam("year") @Min(2000) @Max(2100) Integer year, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.released(queries.asked(unit, scope, year), page), uri);
    }

    @GET
    @Path("/total")
    @PermitAll
    @Operation(summary = "Sums of the outcome counts that were told")
    public TipView.Total total(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "subtree") String scope,
            @QueryParam("year") @Min(2000) @Max(2100) Integer year) {
        return queries.total(queries.asked(unit, scope, year));
    }

    @GET
    @Path("/standing")
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Operation(summary = "All that the officer's own unit has counted, and what of it waits to be told")
    public TipView.Standing standing() {
        return queries.standing(caller.scope());
    }
}
