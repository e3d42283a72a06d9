package org.doanket.campaign.plan;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReportingDateView.class)))
    public Response one(@PathParam("unit") UUID unit, @PathParam("year") @Min(2000) @Max(2100) int year,
            @PathParam("period") @Pattern(regexp = ProgressReportCommand.PERIOD) String period, @Context Request request) {
        ReportingDateView dates = queries.of(caller.scope(), unit, year, period);
        return Revision.answer(request, dates, tag(unit, dates));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Set these days for a unit and all below it", description = "Sooner than what holds above, never later. Reports that are drafted already "
            + "keep theirs. Where the unit has set days of its own, the tag of these goes with it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReportingDateView.class)))
    @APIResponse(responseCode = "422", description = "Later than what holds above, or telling less")
    public Response set(@PathParam("unit") UUID unit, @PathParam("year") @Min(2000) @Max(2100) int year,
            @PathParam("period") @Pattern(regexp = ProgressReportCommand.PERIOD) String period,
            @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ProgressReportCommand.SetDates command) {
        service.set(unit, year, period, command, ifMatch);
        ReportingDateView dates = queries.of(caller.scope(), unit, year, period);
        return Response.ok(dates).tag(tag(unit, dates)).build();
    }

    /** The number is that of the days the unit itself has set: what it goes by from above it does not change. */
    private static EntityTag tag(UUID unit, ReportingDateView dates) {
        return unit.equals(dates.unit()) ? Revision.tag(dates.version()) : new EntityTag("above-" + Integer.toHexString(dates.hashCode()));
    }
}
