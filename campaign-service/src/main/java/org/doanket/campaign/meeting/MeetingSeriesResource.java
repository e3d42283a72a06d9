package org.doanket.campaign.meeting;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/meeting-series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meetings")
public class MeetingSeriesResource {

    private final SeriesService service;
    private final SeriesQueries queries;
    private final Caller caller;

    MeetingSeriesResource(SeriesService service, SeriesQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Set meetings that come back, such as twice a month with police and union")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SeriesView.class)))
    public Response set(@Valid @NotNull SeriesCommand.Set command, @Context UriInfo uri) {
        SeriesView series = queries.one(caller.scope(), service.set(command));
        return Created.at(uri, series.id(), series, series.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List series of meetings, the newest first")
    public RestResponse<Page<SeriesView>> list(@Valid @BeanParam SeriesQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One series, and how many of its meetings were held")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SeriesView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        SeriesView series = queries.one(caller.scope(), id);
        return Revision.answer(request, series, new EntityTag("v" + series.version() + "-" + series.called() + "-" + series.held()));
    }

    @POST
    @Path("/{id}/meetings")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Call the meetings of a span", description = "With the usual agenda, the partners invited. Those that are called already stay.")
    public SeriesView.Called callAll(@PathParam("id") UUID id, @Valid @NotNull SeriesCommand.CallAll command) {
        return new SeriesView.Called(service.callAll(id, command));
    }

    @POST
    @Path("/{id}/stop")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Stop a series", description = "What is called for later is cancelled.")
    public SeriesView stop(@PathParam("id") UUID id, @Valid @NotNull MeetingCommand.Cancel command) {
        service.stop(id, command);
        return queries.one(caller.scope(), id);
    }
}
