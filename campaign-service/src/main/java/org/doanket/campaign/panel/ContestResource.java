package org.doanket.campaign.panel;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.TitledSheet;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/contests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contests", description = "Contests of models: rounds with juries, ballots and rules for ties, from the first to the final")
public class ContestResource {

    private final ContestService service;
    private final ContestQueries queries;
    private final Caller caller;

    ContestResource(ContestService service, ContestQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Announce a contest with its rounds")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PanelView.Contest.class)))
    public Response announce(@Valid @NotNull PanelCommand.Announce command, @Context UriInfo uri) {
        PanelView.Contest contest = service.announce(command);
        return Created.at(uri, contest.id(), contest, contest.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List contests, the newest first")
    public RestResponse<Page<PanelView.Contest>> list(@Valid @BeanParam ContestFilter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One contest and the panels of its rounds", description = "Or the scores and places of all its rounds as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PanelView.Contest.class)),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response one(@PathParam("id") UUID id, @Context Request request, @Context HttpHeaders headers) {
        UnitScope scope = caller.scope();
        PanelView.Contest contest = queries.one(scope, id);
        Locale language = Language.current();
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "scores", out -> {
            try (TitledSheet sheet = ScoreSheet.contest(type, language, out)) {
                queries.entries(scope, id, row -> ScoreSheet.contestRow(sheet, row));
            }
        })).orElseGet(() -> Response.fromResponse(Revision.answer(request, contest, contest.version())).type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    @POST
    @Path("/{id}/rounds/{number}/opening")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Open the next round with its jury", description = "The first with its models; into the others go those who passed the one before. "
            + "A round is a panel: ballots are cast there, and it is closed there.")
    public PanelView.Contest open(@PathParam("id") UUID id, @PathParam("number") int number, @Valid @NotNull PanelCommand.OpenRound command) {
        return service.open(id, number, command);
    }

    @POST
    @Path("/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Cancel a contest that is under way", description = "With the panel of its open round; what closed panels found stays.")
    public PanelView.Contest cancel(@PathParam("id") UUID id, @Valid @NotNull PanelCommand.Cancel command) {
        return service.cancel(id, command);
    }
}
