package org.doanket.finance.receipt;

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

@Path("/v1/me/receipts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "me")
public class MyReceiptResource {

    private final ReceiptQueries queries;
    private final Caller caller;

    MyReceiptResource(ReceiptQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "The receipts for what I have paid, the newest first", description = "Those on which nobody else's dues stand.")
    public RestResponse<Page<ReceiptView>> list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.own(caller.scope(), caller.ownMember(), page), uri);
    }
}
