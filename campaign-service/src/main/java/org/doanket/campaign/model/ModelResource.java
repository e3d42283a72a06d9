package org.doanket.campaign.model;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.page.Page;
import org.doanket.platform.sheet.Sheets;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models", description = "Models of good practice: their registration and their life")
public class ModelResource {

    private final ModelService service;
    private final ModelQueries queries;
    private final FamilyQueries families;
    private final ModelRuleQueries rules;
    private final Caller caller;

    ModelResource(ModelService service, ModelQueries queries, FamilyQueries families, ModelRuleQueries rules, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.families = families;
        this.rules = rules;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Register a model")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ModelView.class)))
    public Response register(@Valid @NotNull ModelForm form, @Context UriInfo uri) {
        ModelView model = service.register(form);
        return Created.at(uri, model.id(), model, model.version());
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List models, the newest first", description = "A page as JSON, or all of it as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT, properties = {
                    @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = ModelRowView.class),
                    @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam ModelFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return Sheets.wanted(headers).map(type -> export(type, filter)).orElseGet(() ->
                Response.fromResponse(PageRequest.answer(queries.list(caller.scope(), filter, page), uri))
                        .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private Response export(String type, ModelFilter filter) {
        UnitScope scope = caller.scope();
        queries.count(scope, filter); // refuses what must be refused before the first byte is out
        Locale locale = Language.current();
        return Sheets.answer(type, "models", out -> {
            try (ModelExport export = new ModelExport(type, out, locale, rules.fields(null, locale), rules.levels(null, locale))) {
                queries.export(scope, filter, export);
            }
        });
    }

    @GET
    @Path("/count")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Count models")
    public Map<String, Long> count(@Valid @BeanParam ModelFilter filter) {
        return Map.of("count", queries.count(caller.scope(), filter));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One model")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        ModelView model = queries.one(caller.scope(), id);
        return Revision.answer(request, model, model.version());
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "What happened to a model, and who did it")
    public RestResponse<Page<ModelHistoryView>> history(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.history(caller.scope(), id, page), uri);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change a model while it is a draft or was returned", description = "A merge patch (RFC 7396) of the form.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelView.class)))
    public Response amend(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, JsonNode patch) {
        ModelView model = service.amend(id, patch, ifMatch);
        return Response.ok(model).tag(Revision.tag(model.version())).build();
    }

    @PUT
    @Path("/{id}/holder-consent")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Record whether who holds a model agrees to be named in public", description = "At any time, also after it was recognised. Withdrawn, he is "
            + "named in the catalogue and on the map no longer.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelView.class)))
    public Response nameHolder(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ModelCommand.NameHolder command) {
        ModelView model = service.nameHolder(id, command, ifMatch);
        return Response.ok(model).tag(Revision.tag(model.version())).build();
    }

    @GET
    @Path("/{id}/family")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The model that it was copied from, and all copies, as a tree",
            description = "Of models outside of your units only recognised ones are named.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FamilyView.class)))
    public FamilyView family(@PathParam("id") UUID id) {
        queries.one(caller.scope(), id);
        return families.of(caller.scope(), id);
    }

    @POST
    @Path("/{id}/{step:[a-z-]+}")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Take a step of its life",
            description = "submit, return, accept, start, launch, review, self-assess, propose, recognise, decline, keep, spread, stop or withdraw. "
                    + "What is needed for it (words, boxes of the form, papers, a score) is named all at once.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelView.class)))
    public Response take(@PathParam("id") UUID id, @PathParam("step") String step, @HeaderParam("If-Match") String ifMatch,
            @Valid ModelCommand.Take with) {
        ModelView model = service.take(id, step, with, ifMatch);
        return Response.ok(model).tag(Revision.tag(model.version())).build();
    }
}
