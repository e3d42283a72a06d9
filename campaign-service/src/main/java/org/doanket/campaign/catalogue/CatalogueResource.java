package org.doanket.campaign.catalogue;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.model.FamilyQueries;
import org.doanket.campaign.model.FamilyView;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/catalogue")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "catalogue", description = "Recognised models, for everybody who looks for one to copy; without a token and without personal data")
public class CatalogueResource {

    /** For some minutes a copy on the way will do. */
    private static final String KEPT = "public, max-age=300";

    private final CatalogueQueries queries;
    private final CatalogueExport export;
    private final FamilyQueries families;

    CatalogueResource(CatalogueQueries queries, CatalogueExport export, FamilyQueries families) {
        this.queries = queries;
        this.export = export;
        this.families = families;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CatalogueExport.GEO_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @PermitAll
    @Operation(summary = "List recognised models, the newest first", description = "A page as JSON; the whole as CSV or XLSX, and as GeoJSON those that have a "
            + "position. Of an individual only what he agreed to.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = CatalogueView.class),
            @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX), @Content(
                    mediaType = CatalogueExport.GEO_JSON, schema = @Schema(type = SchemaType.OBJECT))})
    public Response list(@Valid @BeanParam CatalogueFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context Request request) {
        Locale language = Language.current();
        // Also for a file: what must be refused is refused before the first byte is out.
        queries.require(filter);
        Variant wanted = request.selectVariant(Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(CatalogueExport.GEO_JSON),
                MediaType.valueOf(SheetWriter.CSV), MediaType.valueOf(SheetWriter.XLSX)).build());
        if (wanted == null || wanted.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return Response.fromResponse(PageRequest.answer(queries.list(filter, page, language), uri)).type(MediaType.APPLICATION_JSON_TYPE)
                    .header("Cache-Control", KEPT).header("Vary", "Accept").build();
        }
        if (wanted.getMediaType().getSubtype().equals("geo+json")) {
            return Response.ok((StreamingOutput) out -> export.geoJson(filter, language, out), wanted.getMediaType()).build();
        }
        String type = wanted.getMediaType().isCompatible(MediaType.valueOf(SheetWriter.CSV)) ? SheetWriter.CSV : SheetWriter.XLSX;
        return Sheets.answer(type, "catalogue", out -> export.sheet(filter, language, type, out));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One model: what it is for, how it works and what it brought")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CatalogueView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        CatalogueView model = queries.one(id, Language.current());
        return kept(Revision.answer(request, model, new EntityTag(Integer.toHexString(model.hashCode()))));
    }

    @GET
    @Path("/{id}/family")
    @PermitAll
    @Operation(summary = "The model that it was copied from, and all copies, as a tree", description = "Those that are not recognised are counted and not named.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FamilyView.class)))
    public Response family(@PathParam("id") UUID id) {
        queries.one(id, Language.current());
        return kept(Response.ok(families.published(id)).build());
    }

    private static Response kept(Response answer) {
        return Response.fromResponse(answer).header("Cache-Control", KEPT).build();
    }
}
