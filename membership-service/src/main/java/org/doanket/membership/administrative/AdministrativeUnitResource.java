package org.doanket.membership.administrative;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.time.LocalDate;
import java.util.List;
import org.doanket.membership.administrative.AdministrativeUnitCommand.Province;
import org.doanket.platform.error.Problem;
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

@Path("/v1/administrative-units")
@Produces("application/json")
@Tag(name = "administrative units", description = "Provinces, communes and their like: what territories are made of")
public class AdministrativeUnitResource {

    private static final long LARGEST_TABLE = 16L << 20;

    private final AdministrativeUnitService units;
    private final AdministrativeUnitQueries queries;
    private final Caller caller;

    AdministrativeUnitResource(AdministrativeUnitService units, AdministrativeUnitQueries queries, Caller caller) {
        this.units = units;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(summary = "List administrative units by code", description = "As they are now, or were last; with asOf those that there were on a day.")
    public RestResponse<Page<AdministrativeUnitView>> list(@Valid @BeanParam AdministrativeUnitQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(filter, page), uri);
    }

    @GET
    @Path("/{jurisdiction}/{code}")
    @PermitAll
    @Operation(summary = "One administrative unit, now or asOf a day", description = "With what it came of and what became of it.")
    public AdministrativeUnitView one(@PathParam("jurisdiction") String jurisdiction, @PathParam("code") String code,
            @QueryParam("asOf") LocalDate asOf) {
        return queries.one(jurisdiction, code, asOf).orElseThrow(() -> Problem.notFound("administrative-unit"));
    }

    @PUT
    @Unconditional("periods by jurisdiction, code and first day: what a table does not name stays, and the same table again changes nothing")
    @Consumes("application/json")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @BodyLimit(LARGEST_TABLE)
    @Operation(summary = "Load a tree of provinces with their wards",
            description = "For the installation's own officer. All or nothing; the same table again changes nothing.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AdministrativeUnitView.Loaded.class)))
    @APIResponse(responseCode = "422", description = "Every fault, by its place in the table")
    public AdministrativeUnitView.Loaded load(@QueryParam("jurisdiction") @NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("validFrom") LocalDate validFrom, @NotNull List<@NotNull @Valid Province> provinces) {
        return units.load(jurisdiction, validFrom, provinces, caller.scope());
    }

    @PUT
    @Unconditional("periods by jurisdiction, code and first day: what a table does not name stays, and the same table again changes nothing")
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @BodyLimit(LARGEST_TABLE)
    @Operation(summary = "Load a table with the columns code, name, province_code, population, area_km2_official, merged_from",
            description = "And valid_from, valid_to, predecessors, successors (codes). A row tells of the period that begins on its first day, and ends one that "
                    + "was open until then under the same code; without a first day it tells of the newest. Predecessors on its first day, and successors on its "
                    + "end, are all that a row names. For the installation's own officer. All or nothing; the same table again changes nothing.")
    @APIResponse(responseCode = "422", description = "Every fault, by its row in the table")
    public AdministrativeUnitView.Loaded loadSheet(@QueryParam("jurisdiction") @NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("validFrom") LocalDate validFrom, @NotNull File table) {
        return units.load(jurisdiction, validFrom, table.toPath(), caller.scope());
    }
}
