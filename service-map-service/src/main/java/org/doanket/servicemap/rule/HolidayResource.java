package org.doanket.servicemap.rule;

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
import jakarta.ws.rs.core.MediaType;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/holidays")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
public class HolidayResource {

    private final HolidayService holidays;
    private final CalendarQueries calendar;

    HolidayResource(HolidayService holidays, CalendarQueries calendar) {
        this.holidays = holidays;
        this.calendar = calendar;
    }

    @GET
    @PermitAll
    @Operation(summary = "Days off and working weekends of a year, by which opening hours, duty rosters and clocks go",
            description = "What was declared for that year, and days off of every year.")
    public Page<HolidayView> list(@QueryParam("jurisdiction") @NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("year") @Min(2000) @Max(2200) int year) {
        return new Page<>(calendar.ofYear(jurisdiction, year), null);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Declare a day to come off, or a weekend worked, or take that back",
            description = "At the top of the tree only, and before a day off of every year; all points go by it within ten minutes.")
    public Page<HolidayView> declare(@Valid @NotNull HolidayCommand asked) {
        holidays.declare(asked);
        return new Page<>(calendar.ofYear(asked.jurisdiction(), asked.day().getYear()), null);
    }
}
