package org.doanket.servicemap.ride;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.page.Page;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/tallies/rides")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rides")
public class RideTallyResource {

    private final RideQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    RideTallyResource(RideQueries queries, UnitTree tree, Caller caller) {
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Rides by month or year", description = "Counts that add up over periods, teams and units. by=month or year; split=team for one row a team. A ride "
            + "counts in the period in which it was asked for.")
    public Page<RideView.Period> series(@Valid @BeanParam UnitParam asked, @QueryParam("team") UUID team, @QueryParam("from") YearMonth from,
            @QueryParam("to") YearMonth to, @QueryParam("by") @DefaultValue("month") @Pattern(regexp = "month|year") String by,
            @QueryParam("split") @Pattern(regexp = "team") String split) {
        return new Page<>(queries.series(asked.range(tree, caller), asked.only(), team, from, to, by.equals("year"), split != null), null);
    }
}
