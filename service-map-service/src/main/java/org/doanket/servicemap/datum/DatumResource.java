package org.doanket.servicemap.datum;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.doanket.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/datums")
@Produces("application/json")
@Tag(name = "service points")
public class DatumResource {

    private final DatumQueries queries;

    DatumResource(DatumQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "The datums in which files of service points come and go",
            description = "With their parameters, whence these are and whether we have read them there. projected: metres in the columns northing and easting "
                    + "instead of degrees in latitude and longitude.")
    public Page<DatumView> list() {
        return new Page<>(queries.all(), null);
    }
}
