package org.doanket.servicemap.trust;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.OpenData;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@OpenData
@Path("/v1/point-trust")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service points")
public class TrustResource {

    private final TrustService service;
    private final TrustQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    TrustResource(TrustService service, TrustQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.MAP_EDITOR, Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Operation(summary = "List open points that were found closed since somebody was last there to look",
            description = "noticed=true: only those whose trust has fallen under the value of the rule, which their owner should look after now.")
    public RestResponse<Page<TrustView>> doubted(@Valid @BeanParam UnitParam asked, @QueryParam("noticed") boolean noticed,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.doubted(asked.range(tree, caller), asked.only(), noticed, page), uri);
    }

    @GET
    @Path("/{point}")
    @PermitAll
    @Operation(summary = "How far a point's hours can be relied on")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TrustView.class)))
    public TrustView one(@PathParam("point") UUID point) {
        return queries.one(point);
    }

    @POST
    @Path("/{point}/found-closed")
    @PermitAll
    @Idempotent
    @Operation(summary = "Say that a point was found closed", description = "By anybody; who it was is not kept. It counts for the day on which it is told: "
            + "with a token as a whole day, without one as a part of it, and all of a day as one.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TrustView.class)))
    public TrustView foundClosed(@PathParam("point") UUID point, @Valid TrustCommand.FoundClosed asked, @Context HttpServerRequest request,
            @Context HttpHeaders headers) {
        // The gateway sets the header anew; who comes past it is known by his own address.
        String gateway = headers.getHeaderString("X-Forwarded-For");
        service.foundClosed(point, asked, gateway == null ? request.remoteAddress().hostAddress() : gateway);
        return queries.one(point);
    }

    @POST
    @Path("/{point}/verification")
    @RolesAllowed({Roles.MAP_EDITOR})
    @Idempotent
    @Operation(summary = "Say that somebody was there and the point is as the map says", description = "Sets lastVerifiedAt; the trust is whole again.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TrustView.class)))
    public TrustView verify(@PathParam("point") UUID point) {
        service.verify(point);
        return queries.one(point);
    }
}
