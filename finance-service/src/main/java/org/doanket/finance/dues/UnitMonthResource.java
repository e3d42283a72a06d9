package org.doanket.finance.dues;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.YearMonth;
import org.doanket.finance.ListSheet;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/unit-months")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dues")
public class UnitMonthResource {

    private final UnitMonthQueries queries;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    UnitMonthResource(UnitMonthQueries queries, ListSheet sheets, UnitTree tree, Caller caller) {
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Assessed, collected, outstanding and passed up, by unit and month")
    public RestResponse<Page<UnitMonthView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("month") YearMonth month, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.months(asked.range(tree, caller), asked.only(), month, page), uri);
    }

    @GET
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheet(@Valid @BeanParam UnitParam asked, @QueryParam("month") YearMonth month, @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        return sheets.of(headers, "unit-months", range, UnitMonthView.class, page -> queries.months(range, asked.only(), month, page));
    }

    @GET
    @Path("/totals")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The same, summed over the unit and all below it")
    public Page<UnitMonthView> totals(@Valid @BeanParam UnitParam asked, @QueryParam("from") YearMonth from, @QueryParam("to") YearMonth to) {
        return new Page<>(queries.totals(asked.range(tree, caller), from, to), null);
    }

    @GET
    @Path("/verification")
    @RolesAllowed(Roles.AUDITOR)
    @Operation(summary = "Hold the totals that are kept as money comes in against what they were summed from",
            description = "What has come in for a month, what of it went up, and the pay that dues were reckoned on are kept as they are booked; "
                    + "here they are summed anew and compared.")
    public TotalsView verify(@Valid @BeanParam UnitParam asked) {
        return queries.verify(asked.range(tree, caller), asked.only());
    }
}
