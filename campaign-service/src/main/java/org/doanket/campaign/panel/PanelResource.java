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
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
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

@Path("/v1/panels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "panels", description = "Several people score models by one criteria set; a rule makes scores and places of their ballots")
public class PanelResource {

    private final PanelService service;
    private final PanelQueries queries;
    private final Caller caller;

    PanelResource(PanelService service, PanelQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Convene a panel")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PanelView.class)))
    public Response convene(@Valid @NotNull PanelCommand.Convene command, @Context UriInfo uri) {
        PanelView panel = service.convene(command);
        return Created.at(uri, panel.id(), panel, panel.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List panels, the newest first")
    public RestResponse<Page<PanelView>> list(@Valid @BeanParam PanelFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One panel, its models and, once it is closed, their scores and places", description = "As a sheet when Accept names one, with the "
            + "ballots: your own, once the panel is closed all.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PanelView.class)),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response one(@PathParam("id") UUID id, @Context Request request, @Context HttpHeaders headers) {
        PanelView panel = queries.oneOrScored(caller.scope(), id, caller.subject());
        return Sheets.wanted(headers).map(type -> {
            List<PanelView.Ballot> ballots = queries.ballots(caller.scope(), id, caller.subject());
            Locale language = Language.current();
            return Sheets.answer(type, "scores", out -> ScoreSheet.panel(panel, ballots, type, language, out));
        }).orElseGet(() -> {
            // Ballots come without a new version of the panel, so an open one has no tag.
            Response answer = panel.state().equals("open") ? Response.ok(panel).build() : Revision.answer(request, panel, panel.version());
            return Response.fromResponse(answer).type(MediaType.APPLICATION_JSON_TYPE).build();
        });
    }

    @POST
    @Path("/{id}/ballots")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Cast your ballot on a model", description = "For the scorers of the panel, with points for every criterion, and not on what is "
            + "their own by the rule of interest. Cast anew it replaces the former, until the panel is closed.")
    public List<PanelView.Ballot> cast(@PathParam("id") UUID id, @Valid @NotNull PanelCommand.Cast command) {
        return service.cast(id, command);
    }

    @GET
    @Path("/{id}/ballots")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Your own ballots; once the panel is closed, all")
    public RestResponse<Page<PanelView.Ballot>> ballots(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.ballots(caller.scope(), id, caller.subject(), page), uri);
    }

    @POST
    @Path("/{id}/recusals")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Stand back from a model as a scorer", description = "The panel waits for the ballot no longer and does not count one that was cast. "
            + "Scorers for themselves; officers of the panel also for another. It stays.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PanelView.class)))
    @APIResponse(responseCode = "409", description = "Stood back before, or the panel is over")
    public PanelView recuse(@PathParam("id") UUID id, @Valid @NotNull PanelCommand.Recuse command) {
        return service.recuse(id, command);
    }

    @POST
    @Path("/{id}/replacements")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Replace a scorer, or let one go", description = "What the one cast counts no longer; the other casts anew. Who takes the place of the "
            + "chair is the chair.")
    public PanelView replace(@PathParam("id") UUID id, @Valid @NotNull PanelCommand.Replace command) {
        return service.replace(id, command);
    }

    @POST
    @Path("/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Cancel an open panel", description = "No scores come of it. The round of a contest waits again.")
    public PanelView cancel(@PathParam("id") UUID id, @Valid @NotNull PanelCommand.Cancel command) {
        return service.cancel(id, command);
    }

    @POST
    @Path("/{id}/closing")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Close a panel", description = "With every ballot cast; scores and places stand from then on.")
    public PanelView close(@PathParam("id") UUID id) {
        return service.close(id);
    }
}
