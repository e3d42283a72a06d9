package org.doanket.finance.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.report.ReportView.Code;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.doanket.platform.time.Zones;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/report-codes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
public class ReportCodeResource {

    private final ReportCodeService service;
    private final ReportCodeQueries queries;
    private final Clock clock;

    ReportCodeResource(ReportCodeService service, ReportCodeQueries queries, Clock clock) {
        this.service = service;
        this.queries = queries;
        this.clock = clock;
    }

    @GET
    @Authenticated
    @Operation(summary = "The lines of the forms in their order, and whether they were seen in a text", description = "on a day: as they read then, "
            + "otherwise today.")
    public List<Code> codes(@QueryParam("on") LocalDate on) {
        return queries.form(on == null ? Zones.today(clock) : on, Language.current());
    }

    @GET
    @Path("/history")
    @Authenticated
    @Operation(summary = "How the lines of the forms read from which day on, also of days to come and what was cancelled")
    public RestResponse<Page<Code>> history(@QueryParam("code") @Pattern(regexp = ReportCommand.CODE) String code, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.history(code, Language.current(), page), uri);
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "One row of a line of the forms")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Code.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Code code = queries.row(id, Language.current());
        return Revision.answer(request, code, code.version());
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set how a line of the forms reads from a day on, or that it is on them no longer", description = "A code keeps its side; of "
            + "those that follow from others there is one each. A line to which accounts fall stays.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Code.class)))
    public Response set(@Valid @NotNull ReportCommand.SetCode command, @Context UriInfo uri) {
        UUID id = service.set(command);
        return Created.at(uri, id, queries.row(id, Language.current()), 0);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Put a row right before it begins")
    @RequestBody(content = @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = ReportCommand.AmendCode.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Code.class)))
    public Response amend(@PathParam("id") UUID id, @NotNull JsonNode patch, @HeaderParam("If-Match") String ifMatch) {
        service.amend(id, patch, ifMatch);
        return now(id);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a row before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Code.class)))
    public Response cancel(@PathParam("id") UUID id, @Valid @NotNull ReportCommand.Cancel command) {
        service.cancel(id, command);
        return now(id);
    }

    private Response now(UUID id) {
        Code code = queries.row(id, Language.current());
        return Response.ok(code).tag(Revision.tag(code.version())).build();
    }
}
