package org.doanket.servicemap.merge;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.merge.MergeView.Merged;
import org.doanket.servicemap.merge.MergeView.Pair;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/point-merges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service points")
public class MergeResource {

    private final MergeService service;
    private final MergeQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    MergeResource(MergeService service, MergeQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @Path("/candidates")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Operation(summary = "List open points that may be the same place", description = "Of one kind and within 60 m; similarity says how alike their names are.")
    public RestResponse<Page<Pair>> pairs(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.pairs(asked.range(tree, caller), asked.only(), page), uri);
    }

    @POST
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    @Operation(summary = "Make one of two rows of the same place", description = "The kept one takes what it lacks; the other is closed today. preview=true only says "
            + "what would come of it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Merged.class)))
    @APIResponse(responseCode = "409", description = "One of them is not open")
    @APIResponse(responseCode = "422", description = "They are of different kinds, or the same row")
    public Merged merge(@Valid @NotNull MergeCommand.Merge asked) {
        return service.merge(asked);
    }
}
