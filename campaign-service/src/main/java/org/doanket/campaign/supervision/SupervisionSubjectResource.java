package org.doanket.campaign.supervision;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.supervision.SupervisionView.Supervised;
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

/** The side of those who are supervised. */
@Path("/v1/supervision-subjects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supervision")
public class SupervisionSubjectResource {

    private final SupervisionService service;
    private final SupervisionQueries queries;
    private final Caller caller;

    SupervisionSubjectResource(SupervisionService service, SupervisionQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "List supervisions of which units in range are the subjects, the newest first", description = "Whoever supervises. What was found "
            + "and recommended is read at findings and recommendations.")
    public RestResponse<Page<Supervised>> list(@Valid @BeanParam ListFilter filter, @Valid @BeanParam SupervisionQueries.SupervisionFilter only,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.supervised(caller.scope(), filter, only, page), uri);
    }

    @GET
    @Path("/{id}/{number}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One supervision as its subject sees it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supervised.class)))
    public Response one(@PathParam("id") UUID id, @PathParam("number") @Min(1) @Max(1000) int number, @Context Request request) {
        Supervised found = queries.supervised(caller.scope(), id, number);
        return Revision.answer(request, found, found.version());
    }

    @POST
    @Path("/{id}/{number}/self-report")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Report on oneself", description = "As the unit that is supervised, until the supervision is concluded.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supervised.class)))
    public Response report(@PathParam("id") UUID id, @PathParam("number") @Min(1) @Max(1000) int number,
            @Valid @NotNull SupervisionCommand.SelfReport command) {
        service.reportOnSelf(id, number, command);
        Supervised found = queries.supervised(caller.scope(), id, number);
        return Response.ok(found).tag(Revision.tag(found.version())).build();
    }
}
