package org.doanket.finance.loan;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.finance.loan.LoanView.Referral;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/me/loan-referrals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "me")
public class MyLoanReferralResource {

    private final LoanQueries queries;
    private final Caller caller;

    MyLoanReferralResource(LoanQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "The loans for which I was referred to a bank, the newest first")
    public RestResponse<Page<Referral>> list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.referrals(caller.scope(), null, null, caller.ownMember(), page), uri);
    }
}
