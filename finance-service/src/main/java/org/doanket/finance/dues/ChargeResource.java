package org.doanket.finance.dues;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.finance.UnitParam;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/charges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dues", description = "What each member owes for a month and why, the runs that work it out, and what came in of it")
public class ChargeResource {

    private final ChargeQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    ChargeResource(ChargeQueries queries, UnitTree tree, Caller caller) {
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.MEMBER})
    @Operation(summary = "List what members owe for a month, and why", description = "A member sees what is his own.")
    public RestResponse<Page<ChargeView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("month") @NotNull YearMonth month,
            @QueryParam("member") UUID member, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        if (caller.is(Roles.TREASURER) || caller.is(Roles.AUDITOR)) {
            return PageRequest.typed(queries.charges(asked.range(tree, caller), asked.only(), month, member, Language.current(), page), uri);
        }
        UUID self = caller.member();
        if (self == null || member != null && !member.equals(self)) {
            throw Problem.notFound("member");
        }
        return PageRequest.typed(queries.own(caller.scope(), month, self, Language.current(), page), uri);
    }
}
