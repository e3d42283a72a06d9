package org.doanket.finance.fund;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
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
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
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

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "employers' fund")
public class FundMonthResource {

    private final FundQueries queries;
    private final FundArrearsQueries arrears;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    FundMonthResource(FundQueries queries, FundArrearsQueries arrears, ListSheet sheets, UnitTree tree, Caller caller, Clock clock) {
        this.queries = queries;
        this.arrears = arrears;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/fund-months")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.FEDERATION_OFFICER})
    @Operation(summary = "How the months of employers stand: declared, let off, paid, due when",
    description = "asOf, today if not given: what was paid up to that day. state open: with something left to pay; overdue: of those the ones that "
                    + "were due before it.")
    public RestResponse<Page<FundView.Month>> months(@Valid @BeanParam UnitParam asked, @QueryParam("employer") UUID employer,
            @QueryParam("asOf") LocalDate asOf, @QueryParam("state") @Pattern(regexp = "open|overdue") String state,
            @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.months(asked.range(tree, caller), asked.only(), employer, day(asked, asOf), today(asked), state, page), uri);
    }

    @GET
    @Path("/fund-arrears")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.FEDERATION_OFFICER})
    @Operation(summary = "What employers are late with, and what may follow", description = "On asOf, today if not given, by "
    + "what was paid up to that day. Fines are what the law lets an authority "
    + "impose, for "
    + "information. A daily charge was not found for the fund, so there is none.")
    public RestResponse<Page<FundView.Arrears>> arrears(@Valid @BeanParam UnitParam asked, @QueryParam("employer") UUID employer,
    @QueryParam("asOf") LocalDate asOf, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(arrears.arrears(asked.range(tree, caller), asked.only(), employer, day(asked, asOf), today(asked), page), uri);
    }

    @GET
    @Path("/fund-months")
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheetMonths(@Valid @BeanParam UnitParam asked, @QueryParam("employer") UUID employer, @QueryParam("asOf") LocalDate asOf,
            @QueryParam("state") @Pattern(regexp = "open|overdue") String state, @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        LocalDate today = today(asked);
        LocalDate day = day(asked, asOf);
        return sheets.of(headers, "fund-months", range, FundView.Month.class, page -> queries.months(range, asked.only(), employer, day, today,
                state, page));
    }

    @GET
    @Path("/fund-arrears")
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheetArrears(@Valid @BeanParam UnitParam asked, @QueryParam("employer") UUID employer, @QueryParam("asOf") LocalDate asOf,
            @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        LocalDate today = today(asked);
        LocalDate day = day(asked, asOf);
        return sheets.of(headers, "fund-arrears", range, FundView.Arrears.class, page -> arrears.arrears(range, asked.only(), employer, day, today,
                page));
    }

    private LocalDate day(UnitParam asked, LocalDate asOf) {
        return asOf == null ? today(asked) : asOf;
    }

    private LocalDate today(UnitParam asked) {
        return asked.today(tree, caller, clock);
    }
}
