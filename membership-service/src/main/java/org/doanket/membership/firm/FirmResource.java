package org.doanket.membership.firm;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Unconditional;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/firms-without-union")
@Produces("application/json")
@Tag(name = "firms without a union", description = "Whom the unions still have to win, cluster by cluster")
public class FirmResource {

    private static final long LARGEST_TABLE = 16L << 20;

    private final FirmService firms;
    private final FirmQueries queries;
    private final Caller caller;

    FirmResource(FirmService firms, FirmQueries queries, Caller caller) {
        this.firms = firms;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER})
    @Operation(summary = "The firms of a unit and all below it, as they were listed by a day", description = "Today if none is given.")
    public RestResponse<Page<FirmView>> list(@QueryParam("unit") @NotNull UUID unit, @QueryParam("asOf") LocalDate asOf,
            @QueryParam("cluster") @Size(max = 300) String cluster, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), unit, asOf, cluster, page), uri);
    }

    @PUT
    @Unconditional("the whole list of a unit and a day, by name: nothing of it is edited")
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @BodyLimit(LARGEST_TABLE)
    @Operation(summary = "Load the list of a unit as of a day", description = "A sheet for each cluster, named by it, or one table with the columns cluster "
            + "and name; besides them code, workers, address and note. All or nothing; it takes the place of the list of that day.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FirmView.Loaded.class)))
    @APIResponse(responseCode = "409", description = "Frozen statistics have counted the list of that day")
    @APIResponse(responseCode = "422", description = "Every fault, by its sheet and row")
    public FirmView.Loaded load(@QueryParam("unit") @NotNull UUID unit, @QueryParam("asOf") @NotNull LocalDate asOf, @NotNull File table) {
        return firms.load(unit, asOf, table.toPath(), caller.scope());
    }
}
