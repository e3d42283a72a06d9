package org.doanket.campaign.plan;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.campaign.ListFilter;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/reminders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "progress reports")
public class ReminderResource {

    private final ProgressReportService service;
    private final ProgressReportQueries queries;
    private final Caller caller;

    ReminderResource(ProgressReportService service, ProgressReportQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Remind all units below whose report on a plan is late")
    public ProgressReportView.Reminded remind(@Valid @NotNull ProgressReportCommand.Remind command) {
        return new ProgressReportView.Reminded(service.remind(command));
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What units were reminded of, the newest first")
    public RestResponse<Page<ProgressReportView.Reminder>> list(@Valid @BeanParam ListFilter filter,
            @QueryParam("period") @Pattern(regexp = ProgressReportCommand.PERIOD) String period, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.reminders(caller.scope(), filter, period, page), uri);
    }
}
