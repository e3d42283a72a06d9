package org.doanket.finance.closing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.finance.closing.ClosingView.Closing;
import org.doanket.finance.closing.ClosingView.Statement;
import org.doanket.platform.http.Language;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The papers of a closing: the statement as of the last day and the hand-over list. */
@Path("/v1/unit-closings/{id}")
@Tag(name = "unit closings")
public class ClosingPaperResource {

    private final ClosingQueries queries;
    private final ClosingSheet sheets;
    private final Caller caller;

    ClosingPaperResource(ClosingQueries queries, ClosingSheet sheets, Caller caller) {
        this.queries = queries;
        this.sheets = sheets;
        this.caller = caller;
    }

    @GET
    @Path("/statement")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The statement of a closed unit as of its last day")
    public Statement statement(@PathParam("id") UUID id) {
        Closing closing = queries.find(caller.scope(), id);
        return new Statement(id, closing.unit(), closing.cutOff(), queries.statement(caller.scope(), id, Language.current()));
    }

    @GET
    @Path("/statement")
    @Produces({SheetWriter.XLSX, SheetWriter.CSV})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The statement of a closed unit as a sheet")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response statementSheet(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        byte[] sheet = sheets.statement(caller.scope(), queries.find(caller.scope(), id), type(headers), Language.current());
        return Sheets.answer(type(headers), "statement", out -> out.write(sheet));
    }

    @GET
    @Path("/statement")
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The statement of a closed unit as PDF")
    @APIResponse(responseCode = "200", description = "The paper")
    public Response statementPaper(@PathParam("id") UUID id) {
        return paper("statement", sheets.statementPaper(caller.scope(), queries.find(caller.scope(), id), Language.current()));
    }

    @GET
    @Path("/hand-over")
    @Produces({SheetWriter.XLSX, SheetWriter.CSV})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The hand-over list as a sheet, all seven parts")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response handOverSheet(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        byte[] sheet = sheets.handOver(caller.scope(), queries.find(caller.scope(), id), type(headers), Language.current());
        return Sheets.answer(type(headers), "hand-over", out -> out.write(sheet));
    }

    @GET
    @Path("/hand-over")
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The hand-over list as PDF, to be signed by both sides", description = "Of each part the first 200 items; the sheet has them all.")
    @APIResponse(responseCode = "200", description = "The paper")
    public Response handOverPaper(@PathParam("id") UUID id) {
        return paper("hand-over", sheets.handOverPaper(caller.scope(), queries.find(caller.scope(), id), Language.current()));
    }

    private static String type(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream().anyMatch(type -> type.toString().startsWith(SheetWriter.CSV)) ? SheetWriter.CSV : SheetWriter.XLSX;
    }

    private static Response paper(String name, byte[] pdf) {
        return Response.ok(pdf).header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"").build();
    }
}
