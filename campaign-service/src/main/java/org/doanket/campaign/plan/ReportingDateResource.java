package org.doanket.campaign.plan;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/reporting-dates/{unit}/{year}/{period}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "progress reports")
public class ReportingDateResource {

    private final ReportingDateService service;
    private final ReportingDateQueries queries;
    private final Caller caller;

    ReportingDateResource(ReportingDateService service, ReportingDateQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Up to which day a unit's reports of a period tell, and when they are due")
    public ReportingDateView one(@PathParam("unit") UUID unit, @PathParam("year") @Min(2000) @Max(2100) int year,
            @PathParam("period") @Pattern(regexp = ProgressReportCommand.PERIOD) String period) {
        return queries.of(caller.scope(), unit, year, period);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Set these days for a unit and all below it", description = "Reports that are drafted already keep theirs.")
    public ReportingDateView set(@PathParam("unit") UUID unit, @PathParam("year") @Min(2000) @Max(2100) int year,
            @PathParam("period") @Pattern(regexp = ProgressReportCommand.PERIOD) String period,
            @Valid @NotNull ProgressReportCommand.SetDates command) {
        service.set(unit, year, period, command);
        return queries.of(caller.scope(), unit, year, period);
    }
}
