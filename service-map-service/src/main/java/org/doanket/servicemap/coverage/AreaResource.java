package org.doanket.servicemap.coverage;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.doanket.servicemap.OpenData;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@OpenData
@Path("/v1/administrative-areas")
@Produces("application/json")
@Tag(name = "coverage", description = "How many people have a service point within so many minutes, where they have none, and where the next would help most")
public class AreaResource {

    private final AreaService service;
    private final DemandQueries queries;

    AreaResource(AreaService service, DemandQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    /** How many were entered. */
    public record Entered(int areas) {
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.MAP_EDITOR})
    @Idempotent
    @Operation(summary = "Enter communes or wards with their outlines and populations, or correct them",
            description = "Your own table, with its source: none is shipped. An area that is known by its code is replaced. Of the territory of your unit and those below it; the root may enter any. In parts of at most a megabyte.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Entered.class)))
    public Response enter(@Valid @NotNull AreaCommand.Enter asked) {
        return Response.ok(new Entered(service.enter(asked))).build();
    }

    @GET
    @PermitAll
    @Operation(summary = "List the communes and wards that are known, with their populations and whence these come")
    public RestResponse<Page<AreaView>> list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(page), uri);
    }
}
