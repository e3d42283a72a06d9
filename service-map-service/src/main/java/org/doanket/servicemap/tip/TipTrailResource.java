package org.doanket.servicemap.tip;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/tip-trail")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tips")
public class TipTrailResource {

    private final TipQueries queries;
    private final Caller caller;

    TipTrailResource(TipQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.TIPS_OFFICER)
    @Operation(summary = "Who did what in the room of the officer's own unit", description = "The newest first. A trail of its own: the general one shows nothing "
            + "of what is done with tips.")
    public RestResponse<Page<TipView.Deed>> list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.trail(caller.scope(), page), uri);
    }
}
