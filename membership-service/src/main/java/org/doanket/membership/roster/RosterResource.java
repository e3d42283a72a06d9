package org.doanket.membership.roster;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/imports")
@Produces("application/json")
@Tag(name = "imports", description = "Rosters: sent, checked, looked at, taken in, and undone")
public class RosterResource {

    /** A million members as XLSX or CSV. */
    private static final long LARGEST_SHEET = 400L << 20;

    private final RosterService rosters;
    private final RosterQueries queries;
    private final Caller caller;

    RosterResource(RosterService rosters, RosterQueries queries, Caller caller) {
        this.rosters = rosters;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @BodyLimit(LARGEST_SHEET)
    @Operation(summary = "Send a roster (CSV or XLSX) to be checked",
            description = "Headings in Vietnamese, English or Chinese are recognised, titles above them passed over. Nothing is taken in "
                    + "before it is committed. Rows of units below name them in a column by their code. Each field of the profile may be a column; what "
                    + "is sensitive is sealed as it comes. Who is new is judged by the rules of joining of the day on which he joins: age, category, "
                    + "kind of unit, contract, and whether he may return (by a decision, where the "
                    + "rule asks for one: decisionNumber and decisionDate are of all of the list who do); each fault of a row cites its rule. A column may name the system whose number the "
                    + "external id is, else it is the source of the import. Another status than the member has is given as by hand, with its day and "
                    + "reason, under the rules of that day; one that needs a decision's number or a reminder is not given by a list, and none that "
                    + "is on record is overwritten. The sheets of members that this service writes are read back with every row unchanged, also "
                    + "those of memberships that are over.")
    @APIResponse(responseCode = "202", description = "id of the import, and the job that checks it",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    @APIResponse(responseCode = "413", description = "Over 400 MB")
    public Response check(
            @QueryParam("unit") @NotNull UUID unit,
            @QueryParam("source") @DefaultValue("roster") @Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,39}") String source,
            @QueryParam("name") @DefaultValue("roster") @NotBlank @Size(max = 200) String name,
            @QueryParam("duesKind") String duesKind, @QueryParam("decisionNumber") @Size(min = 1, max = 80) @Pattern(regexp = ".*\\S.*") String decisionNumber,
            @QueryParam("decisionDate") LocalDate decisionDate, @NotNull File sheet, @Context UriInfo uri) {
        RosterService.Accepted accepted = rosters.check(unit, source, name, duesKind, new RosterService.Decision(decisionNumber, decisionDate), sheet.toPath(),
                caller.scope());
        return JobAccepted.at(uri, accepted.job(), accepted.roster());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List imports, the newest first")
    public RestResponse<Page<RosterView>> list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "State and counts of an import")
    public RosterView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @GET
    @Path("/{id}/rows")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Rows as they will be taken in, with their faults")
    public RestResponse<Page<RosterView.Row>> rows(@PathParam("id") UUID id, @QueryParam("state") @Pattern(regexp = "new|changed|moved|unchanged|faulty") String state,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.rows(caller.scope(), id, state,
                caller.is(Roles.FEDERATION_OFFICER) || caller.is(Roles.UNIT_OFFICER), page), uri);
    }

    @GET
    @Path("/{id}/faults")
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "The faulty rows as the sheet that was sent, with a column that says what is wrong",
            description = "To be mended and sent again.")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response faults(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        RosterFaults faults = queries.faults(caller.scope(), id, Language.current());
        String type = Sheets.wanted(headers).orElse(SheetWriter.CSV);
        return Sheets.answer(type, "faults-" + id, out -> faults.write(type, out));
    }

    @POST
    @Path("/{id}/check")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Check an import again, its columns taken as said",
            description = "columns: heading of the sheet to field, or to null where it is to be passed over; headings that are not named stay "
                    + "as they were. It is remembered: the next sheet of the same source is read so from the start.")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    @APIResponse(responseCode = "409", description = "Taken in already, or being checked")
    public Response checkAgain(@PathParam("id") UUID id, @Valid @NotNull RosterCommand.Columns command, @Context UriInfo uri) {
        RosterService.Accepted accepted = rosters.checkAgain(id, command, caller.scope());
        return JobAccepted.at(uri, accepted.job(), accepted.roster());
    }

    @POST
    @Path("/{id}/commit")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Take a checked roster into the register", description = "New and changed rows as one act; faulty rows stay out.")
    @APIResponse(responseCode = "202", description = "The job; it fails with import-outdated when the register has moved since the check",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    @APIResponse(responseCode = "409", description = "Not checked yet, or taken in already")
    public Response commit(@PathParam("id") UUID id, @Context UriInfo uri) {
        RosterService.Accepted accepted = rosters.commit(id, caller.scope());
        return JobAccepted.at(uri, accepted.job(), accepted.roster());
    }

    @POST
    @Path("/{id}/undo")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Take a roster back out", description = "While nothing was built on it: members that changed since stand in the way, and "
            + "whatever holds new ones, such as offices, teams, transfers, consents, data requests. The refusal says in builtUpon what and how many.")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    @APIResponse(responseCode = "409", description = "Not taken in, or something was built on its members since")
    public Response undo(@PathParam("id") UUID id, @Context UriInfo uri) {
        RosterService.Accepted accepted = rosters.undo(id, caller.scope());
        return JobAccepted.at(uri, accepted.job(), accepted.roster());
    }
}
