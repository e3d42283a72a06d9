package org.doanket.servicemap.photo;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.security.Roles;
import org.doanket.servicemap.OpenData;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1/service-points/{id}/photos")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service points")
public class PhotoResource {

    private static final String JPEG = "image/jpeg";

    private final PhotoService service;
    private final PhotoQueries queries;

    PhotoResource(PhotoService service, PhotoQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @POST
    @Consumes({JPEG, "image/png", "image/webp", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    @BodyLimit(8L << 20)
    @Operation(summary = "Add a picture of a service point (JPEG, PNG or WebP, at most 8 MB, at most eight)",
            description = "It is drawn anew as a JPEG of 1600 pixels at most: what cameras write beside it, such as the place, is left out.")
    @APIResponse(responseCode = "201", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PhotoView.class)))
    @APIResponse(responseCode = "409", description = "There are eight")
    @APIResponse(responseCode = "422", description = "It is no picture by its content, or has too many pixels")
    public Response add(@PathParam("id") UUID id, @NotNull byte[] file, @Context UriInfo uri) {
        PhotoView photo = service.add(id, file);
        return Created.at(uri.getRequestUri().getRawPath() + "/" + photo.id(), photo).build();
    }

    @GET
    @PermitAll
    @Operation(summary = "The pictures of a service point, the oldest first")
    public Page<PhotoView> list(@PathParam("id") UUID id) {
        return new Page<>(queries.of(id), null);
    }

    @GET
    @Path("/{photo}")
    @Produces({JPEG, MediaType.APPLICATION_JSON})
    @PermitAll
    @Operation(summary = "A picture, 1600 pixels at most")
    @APIResponse(responseCode = "200", content = @Content(mediaType = JPEG))
    public Response image(@PathParam("id") UUID id, @PathParam("photo") UUID photo, @Context Request request) {
        return answer(queries.content(id, photo, false), request);
    }

    @GET
    @Path("/{photo}/thumbnail")
    @Produces({JPEG, MediaType.APPLICATION_JSON})
    @PermitAll
    @Operation(summary = "A small picture, 320 pixels at most")
    @APIResponse(responseCode = "200", content = @Content(mediaType = JPEG))
    public Response thumbnail(@PathParam("id") UUID id, @PathParam("photo") UUID photo, @Context Request request) {
        return answer(queries.content(id, photo, true), request);
    }

    @DELETE
    @Path("/{photo}")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Operation(summary = "Remove a picture")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response remove(@PathParam("id") UUID id, @PathParam("photo") UUID photo, @HeaderParam("If-Match") String ifMatch) {
        service.remove(id, photo, ifMatch);
        return Response.noContent().build();
    }

    /** A picture never changes, but it may be removed: it lies an hour in caches and is then asked for again. */
    private static Response answer(PhotoQueries.Content content, Request request) {
        return Response.fromResponse(Revision.answer(request, content.bytes(), new EntityTag(content.tag()))).type(JPEG)
                .header("Cache-Control", content.isPublic() ? "public, max-age=3600" : "private, max-age=60").header("X-Content-Type-Options", "nosniff").build();
    }
}
