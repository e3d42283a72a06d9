package org.doanket.finance.dues;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.finance.UnitParam;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitTree;

/** Units' own resolutions on their dues: a higher rate, or the fixed amount of a guild. */
@Path("/v1/dues-rates")
@Produces(MediaType.APPLICATION_JSON)
public class DuesRateResource {

    private final DuesService service;
    private final DuesRateQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    DuesRateResource(DuesService service, DuesRateQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    public Response list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.answer(queries.rates(asked.range(tree, caller), asked.only(), page), uri);
    }

    @POST
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    public Response resolve(@Valid @NotNull DuesCommand.Resolve command, @Context UriInfo uri) {
        UUID id = service.resolve(command);
        return Created.at(uri, id, queries.rate(caller.scope(), id).orElseThrow(), 0);
    }
}
