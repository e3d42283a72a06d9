package org.doanket.finance.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.doanket.finance.Papers;
import org.doanket.finance.report.ReportView.Report;
import org.doanket.finance.report.ReportView.Traced;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/reports/{form}")
@Tag(name = "reports", description = "Settlements and budgets by the codes of forms B07-TLD and B14-TLD, each figure traceable to its "
        + "entries")
public class ReportResource {

    private static final String FORMS = "b07|b14";

    private final ReportQueries queries;
    private final ReportSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    ReportResource(ReportQueries queries, ReportSheet sheets, UnitTree tree, Caller caller) {
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.XLSX, SheetWriter.CSV, PdfDocument.TYPE})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "A report of a unit, or of all below it too, for a year or half of it",
            description = "b07 is the settlement, b14 the budget. "
            + "Of a subtree what went from level to level is taken off. As JSON, or as the sheet or paper that Accept names.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Report.class)),
                @Content(mediaType = SheetWriter.XLSX),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = PdfDocument.TYPE)})
    public Response report(@PathParam("form") @Pattern(regexp = FORMS) String form, @Valid @BeanParam ReportParam asked,
            @Context HttpHeaders headers) {
        Locale language = Language.current();
        Report report = queries.report(caller.scope(), form, asked.unit(tree, caller), asked, language);
        return Papers.answer(headers, form + "-" + asked.year, () -> report, type -> sheets.sheet(report, type, language),
                () -> sheets.paper(report, language));
    }

    @GET
    @Path("/entries")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The entries that a figure is made of, the newest first",
            description = "For any line of the form, also the totals and both accumulations. Their sum is the settled figure and what "
            + "was eliminated of it.")
    public RestResponse<Page<Traced>> entries(@PathParam("form") @Pattern(regexp = FORMS) String form, @Valid @BeanParam ReportParam asked,
            @QueryParam("code") @NotNull @Pattern(regexp = "[0-9]{2}(\\.[0-9]{2})?") String code, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.entries(caller.scope(), asked.unit(tree, caller), asked, code, page), uri);
    }
}
