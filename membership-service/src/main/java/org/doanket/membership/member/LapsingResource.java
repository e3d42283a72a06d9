package org.doanket.membership.member;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/members/lapsing")
@Produces("application/json")
@Tag(name = "members")
public class LapsingResource {

    private final LapsingQueries lapsing;
    private final Caller caller;

    LapsingResource(LapsingQueries lapsing, Caller caller) {
        this.lapsing = lapsing;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Whose membership would lapse, and who has to be reminded first",
            description = "Of a unit and all below it: those who have not paid for as long as the rule of the day says, which each row cites. With reminded=false "
                    + "those whom nobody has reminded yet. Nobody lapses by himself: the status is given one by one.")
    public RestResponse<Page<LapsingView>> list(@QueryParam("unit") @NotNull UUID unit, @QueryParam("on") LocalDate on,
            @QueryParam("reminded") Boolean reminded, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(lapsing.list(caller.scope(), unit, on, reminded, page), uri);
    }
}
