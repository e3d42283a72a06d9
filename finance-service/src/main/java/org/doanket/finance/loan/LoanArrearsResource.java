package org.doanket.finance.loan;

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
import java.time.Clock;
import java.time.LocalDate;
import org.doanket.finance.ListSheet;
import org.doanket.finance.loan.LoanView.Arrears;
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

@Path("/v1/loan-arrears")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "loan referrals")
public class LoanArrearsResource {

    private final LoanQueries queries;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    LoanArrearsResource(LoanQueries queries, ListSheet sheets, UnitTree tree, Caller caller, Clock clock) {
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "Loans that are behind, the longest first", description = "Today or asOf a day, after the days of grace of the "
            + "rule in force.")
    public RestResponse<Page<Arrears>> list(@Valid @BeanParam UnitParam asked, @QueryParam("asOf") LocalDate asOf,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        LocalDate day = asOf == null ? asked.today(tree, caller, clock) : asOf;
        return PageRequest.typed(queries.arrears(asked.range(tree, caller), asked.only(), day, page), uri);
    }

    @GET
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheet(@Valid @BeanParam UnitParam asked, @QueryParam("asOf") LocalDate asOf, @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        LocalDate day = asOf == null ? asked.today(tree, caller, clock) : asOf;
        return sheets.of(headers, "loan-arrears", range, Arrears.class, page -> queries.arrears(range, asked.only(), day, page));
    }
}
