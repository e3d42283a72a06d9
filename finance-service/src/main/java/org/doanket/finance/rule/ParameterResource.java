package org.doanket.finance.rule;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.rule.RuleView.ParameterView;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;

/** Base salary and minimum wages: read by anybody who has a token, set at the root. */
@Path("/v1/parameters")
@Produces(MediaType.APPLICATION_JSON)
public class ParameterResource {

    private final RuleService service;
    private final RuleQueries queries;

    ParameterResource(RuleService service, RuleQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @Authenticated
    public Response list(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction, @QueryParam("on") LocalDate on,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.answer(queries.parameters(jurisdiction, on, page), uri);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    public Response set(@Valid @NotNull RuleCommand.SetParameter command, @Context UriInfo uri) {
        UUID id = service.set(command);
        return Created.at(uri, id, queries.one("parameter", id, ParameterView::of), 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    public ParameterView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.Cancel command) {
        service.cancelParameter(id, command);
        return queries.one("parameter", id, ParameterView::of);
    }
}
