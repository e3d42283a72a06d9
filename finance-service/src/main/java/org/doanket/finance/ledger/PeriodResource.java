package org.doanket.finance.ledger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.finance.UnitParam;
import org.doanket.finance.ledger.LedgerView.Period;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/periods")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books")
public class PeriodResource {

    private final PeriodService service;
    private final LedgerQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    PeriodResource(PeriodService service, LedgerQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List the months of a unit's books, the newest first", description = "A month is there from its first entry on.")
    public RestResponse<Page<Period>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.periods(asked.range(tree, caller), asked.only(), page), uri);
    }

    @POST
    @Path("/{id}/closing")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Close a month for ever",
            description = "In their order. A hash over its entries and the month before seals it; what comes later is booked in an open month.")
    public Period close(@PathParam("id") UUID id) {
        return service.close(id);
    }
}
