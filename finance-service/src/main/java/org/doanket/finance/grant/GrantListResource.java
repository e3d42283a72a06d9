package org.doanket.finance.grant;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.finance.grant.GrantView.Application;
import org.doanket.finance.grant.GrantView.GrantList;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
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

@Path("/v1/grant-lists")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "grants")
public class GrantListResource {

    private final GrantListService lists;
    private final GrantDecisionService decisions;
    private final GrantQueries queries;
    private final GrantSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    GrantListResource(GrantListService lists, GrantDecisionService decisions, GrantQueries queries, GrantSheet sheets, UnitTree tree,
            Caller caller) {
        this.lists = lists;
        this.decisions = decisions;
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    @Operation(summary = "Submit a list of many members of a unit in one act",
            description = "All of it or nothing, and everything that is wrong at once. With preview nothing is kept.")
    @APIResponse(responseCode = "200", description = "Of a preview: what it would be, and what is wrong",
            content = @Content(schema = @Schema(implementation = GrantList.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = GrantList.class)))
    public Response make(@Valid @NotNull GrantCommand.MakeList command, @Context UriInfo uri) {
        GrantList list = lists.make(command);
        return list.id() == null ? Response.ok(list).build() : Created.at(uri, list.id(), list, 0);
    }

    @GET
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List lists, the newest first")
    public RestResponse<Page<GrantList>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.lists(asked.range(tree, caller), asked.only(), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One list with its sums")
    public GrantList one(@PathParam("id") UUID id) {
        return found(id);
    }

    @GET
    @Path("/{id}/members")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "Who is on a list", description = "A page as JSON; the whole as CSV or XLSX, with a column to be signed.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Application[].class)))
    public Response members(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context HttpHeaders headers) {
        GrantList list = found(id);
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "grants-" + id, sheets.of(caller.scope(), list, type,
                Language.current()))).orElseGet(() -> {
                    GrantQueries.Filter filter = new GrantQueries.Filter();
                    filter.list = id;
                    return PageRequest.answer(queries.applications(caller.scope(), null, filter, page), uri);
                });
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Approve a list", description = "Of the level that its sum asks for.")
    public GrantList approve(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.Approve command) {
        return decisions.approveList(id, command);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Refuse a list as a whole")
    public GrantList refuse(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.TurnDown command) {
        return decisions.refuseList(id, command);
    }

    @POST
    @Path("/{id}/payment")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Pay an approved list", description = "One entry in the ledger, by somebody else than who approved it.")
    public GrantList pay(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.PayOut command) {
        return decisions.payList(id, command);
    }

    private GrantList found(UUID id) {
        return queries.list(caller.scope(), id).orElseThrow(() -> Problem.notFound("grant-list"));
    }
}
