package org.doanket.servicemap.opendata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.servicemap.OpenData;
import org.doanket.servicemap.point.ServicePointQueries;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/ogc")
@PermitAll
@Produces({OgcLinks.JSON, OgcLinks.GEO_JSON, OgcLinks.HTML, "application/vnd.oai.openapi+json"})
@Tag(name = "open data", description = "Service points and recognised models for any map program: OGC API - Features, vector tiles. JSON, or pages for people with f=html")
public class OgcResource {

    private static final String PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final FeatureQueries queries;
    private final ModelFeatureQueries models;
    private final ServicePointQueries points;
    private final OgcDocuments documents;
    private final ObjectMapper json;

    OgcResource(FeatureQueries queries, ModelFeatureQueries models, ServicePointQueries points, OgcDocuments documents, ObjectMapper json) {
        this.queries = queries;
        this.models = models;
        this.points = points;
        this.documents = documents;
        this.json = json;
    }

    @GET
    @Operation(summary = "What there is (OGC landing page)")
    @APIResponse(responseCode = "200", content = {
            @Content(mediaType = OgcLinks.JSON, schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)),
            @Content(mediaType = OgcLinks.HTML, schema = @Schema(type = SchemaType.STRING))})
    public Response landing(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        asked(uri, FeatureParameters.OF_PAGES);
        OgcLinks links = OgcLinks.of(headers, uri);
        return answer(null, documents.landing(links, Language.current()), OgcLinks.JSON, links, uri, headers, request);
    }

    @GET
    @Path("/conformance")
    @Operation(summary = "Which classes of the standard it conforms to")
    @APIResponse(responseCode = "200", content = {
            @Content(mediaType = OgcLinks.JSON, schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)),
            @Content(mediaType = OgcLinks.HTML, schema = @Schema(type = SchemaType.STRING))})
    public Response conformance(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        asked(uri, FeatureParameters.OF_PAGES);
        OgcLinks links = OgcLinks.of(headers, uri);
        return answer(null, documents.conformance(links), OgcLinks.JSON, links, uri, headers, request);
    }

    @GET
    @Path("/api")
    @Operation(summary = "The OpenAPI 3.0 document of this part")
    @APIResponse(responseCode = "200", content = {
            @Content(mediaType = OgcLinks.API, schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)),
            @Content(mediaType = OgcLinks.HTML, schema = @Schema(type = SchemaType.STRING))})
    public Response api(@Context UriInfo uri, @Context HttpHeaders headers) {
        asked(uri, FeatureParameters.OF_PAGES);
        OgcLinks links = OgcLinks.of(headers, uri);
        try (InputStream stream = OgcResource.class.getResourceAsStream("/ogc/api.json")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("{root}", links.root());
            return isPage(uri, headers)
                    ? page("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>OpenAPI 3.0</title></head><body><pre>"
                            + text.replace("&", "&amp;").replace("<", "&lt;") + "</pre></body></html>").build()
                    : Response.ok(text, OgcLinks.API).build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @GET
    @Path("/collections")
    @Operation(summary = "The collections of features")
    @APIResponse(responseCode = "200", content = {
            @Content(mediaType = OgcLinks.JSON, schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)),
            @Content(mediaType = OgcLinks.HTML, schema = @Schema(type = SchemaType.STRING))})
    public Response collections(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        asked(uri, FeatureParameters.OF_PAGES);
        OgcLinks links = OgcLinks.of(headers, uri);
        Map<OgcCollection, FeatureQueries.Extent> extents = new EnumMap<>(OgcCollection.class);
        for (OgcCollection each : OgcCollection.values()) {
            extent(each).ifPresent(extent -> extents.put(each, extent));
        }
        return answer(null, documents.collections(links, extents, Language.current()), OgcLinks.JSON, links, uri, headers, request);
    }

    @GET
    @Path("/collections/{collection}")
    @Operation(summary = "One collection: where and since when it has features, and in which coordinates")
    @APIResponse(responseCode = "200", content = {
            @Content(mediaType = OgcLinks.JSON, schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)),
            @Content(mediaType = OgcLinks.HTML, schema = @Schema(type = SchemaType.STRING))})
    public Response collection(@PathParam("collection") String collection, @Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        OgcCollection which = OgcCollection.of(collection);
        asked(uri, FeatureParameters.OF_PAGES);
        OgcLinks links = OgcLinks.of(headers, uri);
        return answer(which, documents.collection(which, links, extent(which).orElse(null), Language.current()), OgcLinks.JSON, links, uri, headers, request);
    }

    @GET
    @Path("/collections/{collection}/items")
    @Operation(summary = "Features by box, time, kind and more, a page at a time",
            description = "service-points: those that are open points today; with datetime those that were on some day of it. models: those that were recognised, with "
                    + "datetime until its end. Follow next for more.")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 1,000 (more is cut to that), by default 100")
    @Parameter(name = "bbox", in = ParameterIn.QUERY, description = "Lower and upper corner; west greater than east crosses 180 degrees")
    @Parameter(name = "datetime", in = ParameterIn.QUERY, description = "A day, a moment or a span such as 2024-01-01/..")
    @Parameter(name = "crs", in = ParameterIn.QUERY, description = "Of the answer's coordinates")
    @Parameter(name = "bbox-crs", in = ParameterIn.QUERY, description = "Of the coordinates of bbox")
    @Parameter(name = "kind", in = ParameterIn.QUERY, description = "Code of a kind; of service-points")
    @Parameter(name = "amenity", in = ParameterIn.QUERY, description = "Code of an amenity; of service-points")
    @Parameter(name = "field", in = ParameterIn.QUERY, description = "Code of a field; of models")
    @Parameter(name = "unitId", in = ParameterIn.QUERY, description = "Whose they are")
    @Parameter(name = "siteId", in = ParameterIn.QUERY, description = "In which place; of service-points")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "From a next link")
    @Parameter(name = "f", in = ParameterIn.QUERY, description = "json or html")
    @APIResponse(responseCode = "200", content = {
            @Content(mediaType = OgcLinks.GEO_JSON, schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)),
            @Content(mediaType = OgcLinks.HTML, schema = @Schema(type = SchemaType.STRING))})
    public Response items(@PathParam("collection") String collection, @Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        OgcCollection which = OgcCollection.of(collection);
        FeatureQuestion question = new FeatureParameters(uri.getQueryParameters(), which.parameters()).items();
        OgcLinks links = OgcLinks.of(headers, uri);
        FeatureQueries.Found found = which == OgcCollection.MODELS ? models.find(question) : queries.find(question);
        return in(question.crs(), answer(which, documents.items(which, links, uri.getQueryParameters(), question, found), OgcLinks.GEO_JSON, links,
                uri, headers, request));
    }

    @GET
    @Path("/collections/{collection}/items/{id}")
    @Operation(summary = "One feature")
    @APIResponse(responseCode = "308", description = "It was the same as another and was merged with it; Location says which")
    @APIResponse(responseCode = "200", content = {
            @Content(mediaType = OgcLinks.GEO_JSON, schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)),
            @Content(mediaType = OgcLinks.HTML, schema = @Schema(type = SchemaType.STRING))})
    public Response item(@PathParam("collection") String collection, @PathParam("id") UUID id, @Context UriInfo uri, @Context HttpHeaders headers,
            @Context Request request) {
        OgcCollection which = OgcCollection.of(collection);
        FeatureParameters parameters = asked(uri, FeatureParameters.OF_ITEM);
        Crs crs = parameters.crs();
        parameters.check();
        OgcLinks links = OgcLinks.of(headers, uri);
        Optional<UUID> kept = which == OgcCollection.SERVICE_POINTS ? points.keptInstead(id) : Optional.empty();
        if (kept.isPresent()) {
            String path = "/collections/" + collection + "/items/" + kept.get();
            String query = uri.getRequestUri().getRawQuery();
            return Response.status(Response.Status.PERMANENT_REDIRECT).header("Location", links.root() + path + (query == null ? "" : "?" + query)).build();
        }
        FeatureQueries.Feature feature = which == OgcCollection.MODELS ? models.find(id).orElseThrow(() -> Problem.notFound("model"))
                : queries.find(id).orElseThrow(() -> Problem.notFound("service-point"));
        return in(crs, answer(which, documents.item(which, links, uri.getQueryParameters(), feature, crs), OgcLinks.GEO_JSON, links, uri, headers, request));
    }

    private static FeatureParameters asked(UriInfo uri, Set<String> known) {
        FeatureParameters parameters = new FeatureParameters(uri.getQueryParameters(), known);
        parameters.check();
        return parameters;
    }

    private Optional<FeatureQueries.Extent> extent(OgcCollection which) {
        return which == OgcCollection.MODELS ? models.extent() : queries.extent();
    }

    private static Response in(Crs crs, Response answer) {
        return Response.fromResponse(answer).header("Content-Crs", "<" + crs.address() + ">").build();
    }

    /** With a tag over what it says, except of when it was asked. */
    private Response answer(OgcCollection collection, Map<String, Object> document, String type, OgcLinks links, UriInfo uri, HttpHeaders headers, Request request) {
        Locale language = Language.current();
        boolean isPage = isPage(uri, headers);
        Object moment = document.remove("timeStamp");
        EntityTag tag = new EntityTag(hash(text(document) + isPage + language));
        if (moment != null) {
            document.put("timeStamp", moment);
        }
        Response known = Revision.answer(request, isPage ? OgcPages.of(collection, document, links, documents, language) : text(document), tag);
        Response.ResponseBuilder answer = Response.fromResponse(known).type(isPage ? OgcLinks.HTML + ";charset=UTF-8" : type);
        if (isPage) {
            answer.header("Content-Security-Policy", PAGE_POLICY);
        }
        return answer.header("Vary", "Accept, Accept-Language").header("Cache-Control", "public, max-age=60").build();
    }

    private static Response.ResponseBuilder page(String text) {
        return Response.ok(text, OgcLinks.HTML + ";charset=UTF-8").header("Content-Security-Policy", PAGE_POLICY);
    }

    /** f decides; without it a browser, which asks for HTML by name, gets a page and all others JSON. */
    private static boolean isPage(UriInfo uri, HttpHeaders headers) {
        String format = uri.getQueryParameters().getFirst("f");
        return format != null ? format.equals("html") : headers.getAcceptableMediaTypes().stream().limit(1)
                .anyMatch(first -> !first.isWildcardType() && first.isCompatible(MediaType.TEXT_HTML_TYPE));
    }

    private String text(Map<String, Object> document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static String hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return Long.toHexString(sum.getValue()) + Integer.toHexString(bytes.length) + Integer.toHexString(text.hashCode());
    }
}
