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
import org.doanket.finance.rule.RuleView.DuesRuleView;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;

/** The rules of dues: read by anybody who has a token, set at the root. */
@Path("/v1/dues-rules")
@Produces(MediaType.APPLICATION_JSON)
public class DuesRuleResource {

    private final RuleService service;
    private final RuleQueries queries;

    DuesRuleResource(RuleService service, RuleQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @Authenticated
    public Response list(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction, @QueryParam("on") LocalDate on,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.answer(queries.duesRules(jurisdiction, on, page), uri);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    public Response set(@Valid @NotNull RuleCommand.SetDuesRule command, @Context UriInfo uri) {
        UUID id = service.set(command);
        return Created.at(uri, id, queries.one("dues_rule", id, DuesRuleView::of), 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    public DuesRuleView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.Cancel command) {
        service.cancelDuesRule(id, command);
        return queries.one("dues_rule", id, DuesRuleView::of);
    }
}
