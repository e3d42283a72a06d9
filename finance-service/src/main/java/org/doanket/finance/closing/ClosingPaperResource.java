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
import java.util.Locale;
import java.util.UUID;
import org.doanket.finance.Papers;
import org.doanket.finance.closing.ClosingView.Closing;
import org.doanket.finance.closing.ClosingView.Part;
import org.doanket.finance.closing.ClosingView.Statement;
import org.doanket.platform.http.Language;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.XLSX, SheetWriter.CSV, PdfDocument.TYPE})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The statement of a closed unit as of its last day", description = "As JSON, or as the sheet or paper that "
            + "Accept names.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Statement.class)),
                @Content(mediaType = SheetWriter.XLSX),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = PdfDocument.TYPE)})
    public Response statement(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        Closing closing = queries.find(caller.scope(), id);
        Locale language = Language.current();
        return Papers.answer(headers, "statement", () -> new Statement(id, closing.unit(), closing.cutOff(),
                queries.statement(caller.scope(), id, language)), type -> sheets.statement(caller.scope(), closing, type, language),
                () -> sheets.statementPaper(caller.scope(), closing, language));
    }

    @GET
    @Path("/hand-over")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.XLSX, SheetWriter.CSV, PdfDocument.TYPE})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The seven parts of the hand-over", description = "As JSON how much stands in each; or the whole list as the "
            + "sheet that Accept "
            + "names, or as the paper to be signed by both sides; of a part with more than 3,000 items it says how many more stand on the sheet.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.ARRAY, implementation = Part.class)),
        @Content(mediaType = SheetWriter.XLSX), @Content(mediaType = SheetWriter.CSV), @Content(mediaType = PdfDocument.TYPE)})
    public Response handOver(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        Closing closing = queries.find(caller.scope(), id);
        Locale language = Language.current();
        return Papers.answer(headers, "hand-over", () -> queries.parts(caller.scope(), id, language),
                type -> sheets.handOver(caller.scope(), closing, type, language), () ->
                sheets.handOverPaper(caller.scope(), closing, language));
    }
}
