package org.doanket.servicemap.kind;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces("application/json")
@Tag(name = "kinds", description = "The legend of the map, in the language asked for")
public class KindResource {

    private final KindQueries queries;

    KindResource(KindQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("/kinds")
    @PermitAll
    @Operation(summary = "The kinds of service points")
    public Page<KindView> kinds(@QueryParam("jurisdiction") String jurisdiction) {
        return new Page<>(queries.kinds(jurisdiction, Language.current()), null);
    }

    @GET
    @Path("/amenities")
    @PermitAll
    @Operation(summary = "What service points can have")
    public Page<AmenityView> amenities() {
        return new Page<>(queries.amenities(Language.current()), null);
    }
}
