package org.doanket.membership.calendar;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/yearly-holidays")
@Produces("application/json")
@Tag(name = "rules")
public class YearlyHolidayResource {

    private final HolidayService holidays;
    private final DatedRules rules;

    YearlyHolidayResource(HolidayService holidays, DatedRules rules) {
        this.holidays = holidays;
        this.rules = rules;
    }

    @GET
    @PermitAll
    @Operation(summary = "Which days are off every year", description = "asOf a day: the rules in force then. What a year's notice declares goes before them.")
    public RestResponse<Page<YearlyHolidayView>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(YearlyHolidayView.TABLE, filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One rule of a day of the year")
    public YearlyHolidayView one(@PathParam("id") UUID id) {
        return rules.one(YearlyHolidayView.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Say of a day of the year that it is off, or off no more, from a day to come on", description = "At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = YearlyHolidayView.class)))
    @APIResponse(responseCode = "409", description = "Another rule of the same day of the year begins on that day")
    public Response set(@Valid @NotNull HolidayCommand.SetYearly command, @Context UriInfo uri) {
        YearlyHolidayView rule = holidays.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of a day of the year before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = YearlyHolidayView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public YearlyHolidayView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(YearlyHolidayView.TABLE, id, command);
    }
}
