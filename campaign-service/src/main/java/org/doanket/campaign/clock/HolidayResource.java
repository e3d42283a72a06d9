package org.doanket.campaign.clock;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/holidays/{jurisdiction}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "clocks")
public class HolidayResource {

    private final ClockService service;
    private final ClockQueries queries;

    HolidayResource(ClockService service, ClockQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "Days off and working weekends of a year", description = "What was declared for that year, and days off of every year.")
    public List<ClockView.Holiday> list(@PathParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("year") @Min(2000) @Max(2200) int year) {
        return queries.holidays(jurisdiction, year);
    }

    @PUT
    @Path("/{day}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Declare a day off, or a weekend that is worked", description = "At the top of the tree only. It goes before a day off "
            + "of every year. A change needs If-Match of its version.")
    public List<ClockView.Holiday> declare(@PathParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction, @PathParam("day") LocalDate day,
            @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ClockCommand.Declare command) {
        service.declare(jurisdiction, day, command, ifMatch);
        return queries.holidays(jurisdiction, day.getYear());
    }
}
