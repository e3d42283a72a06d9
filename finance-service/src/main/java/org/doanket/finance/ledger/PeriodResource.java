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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.finance.UnitParam;
import org.doanket.finance.ledger.LedgerView.Period;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitTree;

/** The months of a unit's books; one is there from its first entry on. */
@Path("/v1/periods")
@Produces(MediaType.APPLICATION_JSON)
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
    public Response list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.answer(queries.periods(asked.range(tree, caller), asked.only(), page), uri);
    }

    @POST
    @Path("/{id}/closing")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    public Period close(@PathParam("id") UUID id) {
        return service.close(id);
    }
}
