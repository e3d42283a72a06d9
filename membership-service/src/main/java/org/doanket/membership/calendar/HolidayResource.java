package org.doanket.membership.calendar;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/holidays")
@Produces("application/json")
@Tag(name = "rules")
public class HolidayResource {

    private final HolidayService holidays;
    private final HolidayQueries queries;
    private final Caller caller;

    HolidayResource(HolidayService holidays, HolidayQueries queries, Caller caller) {
        this.holidays = holidays;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(summary = "Days off and working weekends of a year, by which legal clocks count working days",
            description = "What was declared for that year, and days off of every year.")
    public List<HolidayView> list(@QueryParam("jurisdiction") @NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("year") @Min(2000) @Max(2200) int year) {
        return queries.list(jurisdiction, year);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Declare a day to come off, or worked, or a day like any other again", description = "At the top of the tree only.")
    public List<HolidayView> declare(@Valid @NotNull HolidayCommand.Declare command) {
        holidays.declare(command);
        return queries.list(command.jurisdiction(), command.day().getYear());
    }
}
