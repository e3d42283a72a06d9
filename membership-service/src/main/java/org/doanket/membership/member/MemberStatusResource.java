package org.doanket.membership.member;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.security.Roles;
import org.doanket.platform.time.Zones;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/member-statuses")
@Produces("application/json")
@Tag(name = "members")
public class MemberStatusResource {

    private final MemberCodeQueries queries;
    private final Clock clock;

    MemberStatusResource(MemberCodeQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Which status may follow which, why and on what paper", description = "By the rules of a jurisdiction on a day, today where none is given.")
    public List<MemberCodeView.Status> list(@QueryParam("jurisdiction") @NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("asOf") LocalDate asOf) {
        return queries.statuses(jurisdiction, asOf == null ? Zones.today(clock, jurisdiction) : asOf);
    }
}
