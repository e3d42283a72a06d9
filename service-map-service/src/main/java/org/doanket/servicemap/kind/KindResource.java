package org.doanket.servicemap.kind;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;

/** The legend of the map: kinds of service points and what they can have, in the language asked for. */
@Path("/v1")
@Produces("application/json")
public class KindResource {

    private final KindQueries queries;

    KindResource(KindQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("/kinds")
    @PermitAll
    public Page<KindView> kinds(@QueryParam("jurisdiction") String jurisdiction) {
        return new Page<>(queries.kinds(jurisdiction, Language.current()), null);
    }

    @GET
    @Path("/amenities")
    @PermitAll
    public Page<AmenityView> amenities() {
        return new Page<>(queries.amenities(Language.current()), null);
    }
}
