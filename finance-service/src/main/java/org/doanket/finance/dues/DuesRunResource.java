package org.doanket.finance.dues;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/dues-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dues")
public class DuesRunResource {

    private static final Object[] HEADINGS = {"unit", "name", "members", "problems", "total", "charged", "changed", "difference", "excess", "currency"};

    private final DuesService service;
    private final DuesRunQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    DuesRunResource(DuesService service, DuesRunQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Work out the dues of a month for a unit and all below it",
            description = "Of a month that has begun. The mode preview books nothing and may be of a month to come. Harmless when run again: it adds only what has changed.")
    @APIResponse(responseCode = "202", description = "id of the run, and the job that does it",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response start(@Valid @NotNull DuesCommand.Run command, @Context UriInfo uri) {
        DuesService.Started started = service.start(command);
        return JobAccepted.at(uri, started.job(), started.run());
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List runs, the newest first")
    public RestResponse<Page<DuesRunView>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.runs(asked.range(tree, caller), asked.only(), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "State and sums of a run")
    public DuesRunView one(@PathParam("id") UUID id) {
        return queries.run(caller.scope(), id).orElseThrow(() -> Problem.notFound("dues-run"));
    }

    @GET
    @Path("/{id}/units")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "What a run comes to unit by unit, in the order of the tree",
            description = "Of a preview each unit with what posting it would change; of a posted run the units that it changed. changed: those alone. As a "
                    + "sheet by Accept: all of them.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DuesRunView.Units.class)),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response units(@PathParam("id") UUID id, @Valid @BeanParam UnitParam asked, @QueryParam("changed") @DefaultValue("false") boolean onlyChanged,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        one(id);
        UnitScope range = asked.range(tree, caller);
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "dues-run", sheet(type, id, range, asked.only(), onlyChanged)))
                .orElseGet(() -> Response.fromResponse(PageRequest.answer(queries.units(range, asked.only(), id, onlyChanged, page), uri))
                        .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private StreamingOutput sheet(String type, UUID id, UnitScope range, UUID only, boolean onlyChanged) {
        return out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, "dues-run")) {
                sheet.row(HEADINGS);
                queries.eachUnit(range, only, id, onlyChanged, row -> sheet.row(row.unitCode(), row.unitName(), row.members(), row.problems(),
                        row.total() == null ? null : row.total().amount(), row.charged() == null ? null : row.charged().amount(), row.changed(),
                        row.difference().amount(), row.excess().amount(), row.difference().currency()));
            }
        };
    }

    @GET
    @Path("/{id}/problems")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "Members whose dues could not be worked out, and why")
    public RestResponse<Page<DuesRunView.ProblemView>> problems(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        queries.run(caller.scope(), id).orElseThrow(() -> Problem.notFound("dues-run"));
        return PageRequest.typed(queries.problems(caller.scope(), id, Language.current(), page), uri);
    }
}
