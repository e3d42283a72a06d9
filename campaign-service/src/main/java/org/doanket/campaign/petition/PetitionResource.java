package org.doanket.campaign.petition;

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
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.word.WordQueries;
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
import org.doanket.platform.time.Zones;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/petitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "petitions", description = "Petitions and proposals, from their receipt to their answer")
public class PetitionResource {

    private final PetitionService service;
    private final SenderService senders;
    private final PetitionQueries queries;
    private final WordQueries words;
    private final Caller caller;
    private final Clock clock;

    PetitionResource(PetitionService service, SenderService senders, PetitionQueries queries, WordQueries words, Caller caller, Clock clock) {
        this.service = service;
        this.senders = senders;
        this.queries = queries;
        this.words = words;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Take a petition in", description = "Who sent it is kept sealed. The days for routing and answering follow from the clocks.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PetitionView.class)))
    public Response receive(@Valid @NotNull PetitionCommand.Receive command, @Context UriInfo uri) {
        PetitionView petition = queries.one(caller.scope(), service.receive(command));
        return Created.at(uri, petition.id(), petition, petition.version());
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "List petitions, the newest first", description = "Those that a unit has, and those that it has taken in and "
            + "passed on. A page as JSON, or all "
            + "of it as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = PetitionView.class),
            @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam PetitionQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        // Also for a sheet: what must be refused is refused before the first byte is out.
        Page<PetitionView> first = queries.list(caller.scope(), filter, page);
        UnitScope scope = caller.scope();
        Locale language = Language.current();
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "petitions", out -> {
            try (PetitionSheet sheet = new PetitionSheet(type, out, language, words.labels(WordQueries.PETITION_TOPICS, Zones.today(clock), language))) {
                queries.each(scope, filter, sheet);
            }
        })).orElseGet(() -> Response.fromResponse(PageRequest.answer(first, uri)).type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One petition")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        PetitionView petition = queries.one(caller.scope(), id);
        return Revision.answer(request, petition, petition.version());
    }

    @GET
    @Path("/{id}/steps")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What was done with a petition")
    public RestResponse<Page<PetitionView.Step>> steps(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.steps(caller.scope(), id, page), uri);
    }

    @POST
    @Path("/{id}/sender-reveals")
    @Idempotent(secret = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Who sent a petition", description = "Only at the unit that has taken it in and the one that has it. Each look is on the audit "
            + "trail, with its purpose.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionView.Sender.class)))
    @APIResponse(responseCode = "403", description = "The caller is of neither unit")
    public Response sender(@PathParam("id") UUID id, @Valid @NotNull PetitionCommand.Reveal command) {
        return Response.ok(senders.reveal(id, command)).header("Cache-Control", "no-store").build();
    }

    @GET
    @Path("/{id}/competence")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Which unit is competent for a petition")
    public PetitionView.Competence competence(@PathParam("id") UUID id) {
        return queries.competence(caller.scope(), id);
    }

    @POST
    @Path("/{id}/routing")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Route a petition", description = "To a unit above or below, to a body outside the union, or (naming neither) to the unit that is "
            + "competent; if that is the one that has it, it takes it in hand. A unit that has not taken it in sees no more of it once it has passed it up.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionView.class)))
    @APIResponse(responseCode = "204", description = "Passed up, and out of sight")
    public Response route(@PathParam("id") UUID id, @Valid @NotNull PetitionCommand.Route command) {
        service.route(id, command);
        return queries.find(caller.scope(), id).map(PetitionResource::answer).orElseGet(() -> Response.noContent().build());
    }

    @POST
    @Path("/{id}/answer")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Record the answer to a petition")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionView.class)))
    public Response answer(@PathParam("id") UUID id, @Valid @NotNull PetitionCommand.Answer command) {
        service.answer(id, command);
        return answer(id);
    }

    @POST
    @Path("/{id}/closing")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Close a petition that was answered")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionView.class)))
    public Response close(@PathParam("id") UUID id, @Valid @NotNull PetitionCommand.Note command) {
        service.close(id, command);
        return answer(id);
    }

    @POST
    @Path("/{id}/reopening")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Open a petition again, within the time for it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionView.class)))
    public Response reopen(@PathParam("id") UUID id, @Valid @NotNull PetitionCommand.Note command) {
        service.reopen(id, command);
        return answer(id);
    }

    private Response answer(UUID id) {
        return answer(queries.one(caller.scope(), id));
    }

    private static Response answer(PetitionView petition) {
        return Response.ok(petition).tag(Revision.tag(petition.version())).build();
    }
}
