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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.finance.ledger.LedgerView.Act;
import org.doanket.finance.ledger.LedgerView.Period;
import org.doanket.finance.ledger.LedgerView.Verification;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
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
    private final PeriodQueries books;
    private final UnitTree tree;
    private final Caller caller;

    PeriodResource(PeriodService service, LedgerQueries queries, PeriodQueries books, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.books = books;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List the months of a unit's books, the newest first", description = "A month is there from its first entry on.")
    public RestResponse<Page<Period>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.periods(asked.range(tree, caller), asked.only(), page), uri);
    }

    @GET
    @Path("/{id}/acts")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List when a month was closed and opened again, by whom and why, the newest first")
    public RestResponse<Page<Act>> acts(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(books.acts(caller.scope(), id, page), uri);
    }

    @GET
    @Path("/verification")
    @RolesAllowed(Roles.AUDITOR)
    @Operation(summary = "Hold the closed months against their seals",
            description = "Names of each unit the first entry that was changed, cut, added or put elsewhere since its month was closed.")
    public Verification verify(@Valid @BeanParam UnitParam asked) {
        return books.verify(asked.range(tree, caller), asked.only());
    }

    @POST
    @Path("/{id}/opening")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Open a month again, with the reason",
            description = "The last closed one, by somebody else than who closed it. The act stays on record beside the closing that it undoes.")
    public Period reopen(@PathParam("id") UUID id, @Valid @NotNull LedgerCommand.Reopen command) {
        return service.reopen(id, command);
    }

    @POST
    @Path("/{id}/closing")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Close a month",
            description = "In their order. A hash over its entries and the month before seals it; what comes later is booked in an open month.")
    public Period close(@PathParam("id") UUID id) {
        return service.close(id);
    }
}
