package org.doanket.membership.binding;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/role-bindings")
@Produces("application/json")
@Tag(name = "officers")
public class RoleBindingResource {

    private final RoleBindingQueries queries;
    private final Caller caller;

    RoleBindingResource(RoleBindingQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Who has which role where, by office", description = "For those who keep the accounts of the identity provider: "
            + "what its tokens may say. In force now, or state=all with those that are over or to come. "
            + "asOf a day: those that held at its end, at the units that stood there then; all: with those that had begun. Whose unit is beyond your "
            + "scope by now shows without the account.")
    public RestResponse<Page<RoleBindingView>> list(@Valid @BeanParam RoleBindingQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }
}
