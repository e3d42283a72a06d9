package org.doanket.membership.statistics;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.Sheets;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/statistics")
@Produces("application/json")
@Tag(name = "statistics", description = "Official statistics: counted as of a cut-off, frozen, and the same for ever")
public class StatisticsResource {

    private final StatisticsService statistics;
    private final StatisticsQueries queries;
    private final ObjectMapper json;
    private final Caller caller;

    StatisticsResource(StatisticsService statistics, StatisticsQueries queries, ObjectMapper json, Caller caller) {
        this.statistics = statistics;
        this.queries = queries;
        this.json = json;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(summary = "List what was frozen, the newest first")
    public RestResponse<Page<StatisticsView.Snapshot>> list(@QueryParam("cutOff") LocalDate cutOff, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.snapshots(cutOff, page), uri);
    }

    @GET
    @Path("/cut-offs")
    @PermitAll
    @Operation(summary = "The days of the year about which is counted", description = "asOf a day: those in force then. Without it all rows.")
    public List<StatisticsView.CutOff> cutOffs(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction, @QueryParam("asOf") LocalDate asOf) {
        return queries.cutOffs(jurisdiction, asOf);
    }

    @POST
    @Path("/cut-offs")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a day of the year, from a day to come on", description = "At the top of the tree only; it follows the row of its code in force until then.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = StatisticsView.CutOff.class)))
    @APIResponse(responseCode = "409", description = "Another row of that code begins on that day")
    public Response setCutOff(@Valid @NotNull StatisticsCommand.SetCutOff command, @Context UriInfo uri) {
        UUID id = statistics.setCutOff(command);
        return Created.at(uri, id, queries.cutOff(id), 0);
    }

    @POST
    @Path("/cut-offs/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a day of the year before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StatisticsView.CutOff.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public StatisticsView.CutOff cancelCutOff(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return statistics.cancelCutOff(id, command);
    }

    @GET
    @Path("/cut-offs/{id}")
    @PermitAll
    @Operation(summary = "One of these days of the year")
    public StatisticsView.CutOff cutOff(@PathParam("id") UUID id) {
        return queries.cutOff(id);
    }

    @POST
    @Path("/{cutOff}/freezing")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Count a whole tree as of a cut-off and freeze it", description = "For the topmost unit of the tree, once the cut-off is over.")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    @APIResponse(responseCode = "409", description = "Frozen already")
    @APIResponse(responseCode = "422", description = "Not a cut-off of the jurisdiction, or still to come")
    public Response freeze(@PathParam("cutOff") LocalDate cutOff, @QueryParam("unit") @NotNull UUID unit, @Context UriInfo uri) {
        return JobAccepted.at(uri, statistics.freeze(cutOff, unit, caller.scope()), null);
    }

    @GET
    @Path("/{cutOff}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "A unit with all below it, as the tree stood on the cut-off")
    public StatisticsView one(@PathParam("cutOff") LocalDate cutOff, @QueryParam("unit") @NotNull UUID unit) {
        return queries.one(caller.scope(), cutOff, unit);
    }

    @GET
    @Path("/{cutOff}/units")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "The units directly below one, each with all below it")
    public RestResponse<Page<StatisticsView.Part>> parts(@PathParam("cutOff") LocalDate cutOff, @QueryParam("unit") @NotNull UUID unit,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.parts(caller.scope(), cutOff, unit, page), uri);
    }

    @GET
    @Path("/{cutOff}/verification")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "Whether the rows still are those that were frozen")
    public StatisticsView.Verification verify(@PathParam("cutOff") LocalDate cutOff, @QueryParam("unit") @NotNull UUID unit) {
        return queries.verify(caller.scope(), cutOff, unit);
    }

    @GET
    @Path("/{cutOff}/returns/{code}")
    @Produces({"application/json", SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "A return over a unit and all below it, as JSON, CSV or XLSX",
            description = "r2 part I of form 02-HDCD by units directly below, its shares and averages worked out anew from their parts; r3 the grass-roots "
                    + "unions with their chairs, committees and communes (of their own territory, or else of the nearest union above and below the province), "
                    + "r4 firms with and without a union by cluster (as XLSX with a sheet for each cluster), r5 register cards (r3 and r5 also of one cluster or "
                    + "commune), r6 by units directly below, r7 by ownership, kind of enterprise (sumOf group) and for all (sumOf all). The headings of sheets "
                    + "are in the reader's language.")
    @APIResponse(responseCode = "200", description = "Its rows, all of them")
    @APIResponse(responseCode = "422", description = "Only lists of unions can be narrowed to a cluster or a commune")
    public Response asReturn(@PathParam("cutOff") LocalDate cutOff, @PathParam("code") @Pattern(regexp = "r2|r3|r4|r5|r6|r7") String code,
            @QueryParam("unit") @NotNull UUID unit, @QueryParam("cluster") @Size(max = 300) String cluster,
            @QueryParam("commune") @Size(max = 20) String commune, @Context HttpHeaders headers) {
        StatisticsReturn rows = queries.asReturn(caller.scope(), cutOff, unit, code, new StatisticsReturn.Narrowing(cluster, commune));
        Locale locale = Language.current();
        Optional<String> sheet = Sheets.wanted(headers);
        if (sheet.isPresent()) {
            return Sheets.answer(sheet.get(), code + "-" + cutOff, out -> rows.sheet(out, sheet.get(), locale, json));
        }
        StreamingOutput body = out -> rows.json(out, json);
        return Response.ok(body, "application/json").build();
    }

    @GET
    @Path("/{cutOff}/public")
    @PermitAll
    @Operation(summary = "What anybody may see of a unit of the upper levels", description = "null where too small, or where a smaller one could be told from it.")
    public StatisticsView.Public published(@PathParam("cutOff") LocalDate cutOff, @QueryParam("unit") @NotNull UUID unit) {
        return queries.published(cutOff, unit);
    }

    @GET
    @Path("/{cutOff}/public/units")
    @PermitAll
    @Operation(summary = "What anybody may see of the units directly below one")
    public RestResponse<Page<StatisticsView.Public>> publishedParts(@PathParam("cutOff") LocalDate cutOff, @QueryParam("unit") @NotNull UUID unit,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.publishedParts(cutOff, unit, page), uri);
    }
}
