package org.doanket.membership.reorganisation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/reorganisations")
@Produces("application/json")
@Tag(name = "reorganisations", description = "One act that founds, moves, merges, splits and dissolves units: drafted, foreseen, executed, taken back")
public class ReorganisationResource {

    /** 20,000 steps, some with the members that they divide. */
    private static final long LARGEST = 32L << 20;

    private final ReorganisationService reorganisations;
    private final ReorganisationQueries queries;
    private final Caller caller;

    ReorganisationResource(ReorganisationService reorganisations, ReorganisationQueries queries, Caller caller) {
        this.reorganisations = reorganisations;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Consumes("application/json")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @BodyLimit(LARGEST)
    @Operation(summary = "Draft a reorganisation", description = "Decided by a unit, about what stands below it. Changes nothing yet.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReorganisationView.class)))
    @APIResponse(responseCode = "422", description = "Steps that do not say what their kind must, all at once")
    public Response draft(@Valid @NotNull ReorganisationCommand.Draft draft, @Context UriInfo uri) {
        return created(reorganisations.draft(draft, caller.scope()), uri);
    }

    @POST
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @BodyLimit(LARGEST)
    @Operation(summary = "Draft a reorganisation from a sheet (CSV or XLSX), one row a step",
            description = "Columns action, code, name, kind, parent, territory, validFrom, into, successors, members, units; "
                    + "headings and actions also in Vietnamese and Chinese. The act's own fields come as parameters.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReorganisationView.class)))
    @APIResponse(responseCode = "422", description = "Every fault, by its row in the sheet")
    public Response draftSheet(@QueryParam("unit") @NotNull UUID unit, @QueryParam("actNumber") @NotBlank @Size(max = 100) String actNumber,
            @QueryParam("actDate") LocalDate actDate, @QueryParam("effective") @NotNull LocalDate effective,
            @QueryParam("note") @Size(max = 2000) String note, @NotNull File sheet, @Context UriInfo uri) {
        return created(reorganisations.draft(unit, new ReorganisationCommand.Counter(actNumber, actDate, effective, note), sheet.toPath(),
                caller.scope()), uri);
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.AUDITOR})
    @Operation(summary = "List reorganisations, the newest first")
    public RestResponse<Page<ReorganisationView>> list(@QueryParam("state") @Pattern(regexp = "draft|executing|executed") String state,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), state, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.AUDITOR})
    @Operation(summary = "One reorganisation")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReorganisationView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        ReorganisationView act = queries.one(caller.scope(), id);
        return Revision.answer(request, act, act.version(), act.state(), act.job(), act.counteredBy(), act.conflicts(), act.differences());
    }

    @GET
    @Path("/{id}/steps")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.AUDITOR})
    @Operation(summary = "Its steps")
    public RestResponse<Page<ReorganisationView.Numbered>> steps(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.steps(caller.scope(), id, page), uri);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, "application/json"})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Change a draft", description = "Steps are replaced as a whole (thousands better by PUT of a sheet). A dry run of before counts no more.")
    @RequestBody(content = @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = ReorganisationCommand.Change.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReorganisationView.class)))
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(@PathParam("id") UUID id, @NotNull JsonNode patch, @HeaderParam("If-Match") String ifMatch) {
        reorganisations.change(id, patch, ifMatch, caller.scope());
        return now(id);
    }

    @PUT
    @Path("/{id}/steps")
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @BodyLimit(LARGEST)
    @Operation(summary = "Replace the steps of a draft by those of a sheet")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReorganisationView.class)))
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response replaceSteps(@PathParam("id") UUID id, @NotNull File sheet, @HeaderParam("If-Match") String ifMatch) {
        reorganisations.replaceSteps(id, sheet.toPath(), ifMatch, caller.scope());
        return now(id);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Throw a draft away", description = "What was executed stays on record for ever.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "409", description = "No draft any more")
    public Response delete(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        reorganisations.delete(id, ifMatch, caller.scope());
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/dry-run")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Foresee what the act will do, and what breaks a rule", description = "Answers the totals; the units and the findings stand beside.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReorganisationView.DryRun.class)))
    @APIResponse(responseCode = "409", description = "No draft any more")
    public Response foresee(@PathParam("id") UUID id) {
        UnitScope scope = caller.scope();
        reorganisations.foresee(id, scope);
        return Response.ok(queries.dryRun(scope, id)).build();
    }

    @GET
    @Path("/{id}/dry-run")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.AUDITOR})
    @Operation(summary = "The last dry run; of an executed act, what was done")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReorganisationView.DryRun.class)))
    @APIResponse(responseCode = "404", description = "There was none yet")
    public ReorganisationView.DryRun dryRun(@PathParam("id") UUID id) {
        return queries.dryRun(caller.scope(), id);
    }

    @GET
    @Path("/{id}/dry-run/units")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.AUDITOR})
    @Operation(summary = "What will happen to each unit, and to how many of what in it")
    public RestResponse<Page<ReorganisationView.Effect>> effects(@PathParam("id") UUID id,
            @QueryParam("action") @Pattern(regexp = "founded|moved|carried|ended|restored|kept") String action, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.effects(caller.scope(), id, action, page), uri);
    }

    @GET
    @Path("/{id}/dry-run/findings")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.AUDITOR})
    @Operation(summary = "What breaks a rule, and which; by step")
    public RestResponse<Page<ReorganisationView.Finding>> findings(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.findings(caller.scope(), id, page), uri);
    }

    @POST
    @Path("/{id}/execution")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Execute the act as it was foreseen, all or nothing")
    @APIResponse(responseCode = "202", description = "The job; it fails with reorganisation-overtaken when another act came first, with reorganisation-not-as-shown when anything else is not as the dry run showed it",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    @APIResponse(responseCode = "409", description = "Not foreseen as it is now, breaks a rule, or units have changed since: which, and by which act")
    public Response execute(@PathParam("id") UUID id, @Valid @NotNull ReorganisationCommand.Execute command, @Context UriInfo uri) {
        return JobAccepted.at(uri, reorganisations.execute(id, command, caller.scope()), id);
    }

    @POST
    @Path("/{id}/counter-act")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Draft the act that takes this one back", description = "A new act from its own day on; nothing is erased.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReorganisationView.class)))
    @APIResponse(responseCode = "409", description = "Not executed, or taken back already")
    public Response counter(@PathParam("id") UUID id, @Valid @NotNull ReorganisationCommand.Counter command, @Context UriInfo uri) {
        UUID counter = reorganisations.counter(id, command, caller.scope());
        String collection = uri.getRequestUri().getRawPath().replaceFirst("/[^/]+/counter-act$", "");
        ReorganisationView act = queries.one(caller.scope(), counter);
        return Created.at(collection + "/" + counter, act).tag(Revision.tag(act.version())).build();
    }

    private Response created(UUID id, UriInfo uri) {
        ReorganisationView act = queries.one(caller.scope(), id);
        return Created.at(uri, id, act, act.version());
    }

    private Response now(UUID id) {
        ReorganisationView act = queries.one(caller.scope(), id);
        return Response.ok(act).tag(Revision.tag(act.version())).build();
    }
}
