package org.doanket.finance.book;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.doanket.finance.Papers;
import org.doanket.finance.book.BookView.Book;
import org.doanket.finance.book.BookView.Line;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/books/{form}")
@Tag(name = "books", description = "The book of cash (S11-H) and that of the bank (S12-H), a book for each account, each line traceable to its entry")
public class BookResource {

    private static final String FORMS = "s11-h|s12-h";

    private final BookQueries queries;
    private final BookSheet sheets;
    private final Caller caller;

    BookResource(BookQueries queries, BookSheet sheets, Caller caller) {
        this.queries = queries;
        this.sheets = sheets;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.XLSX, SheetWriter.CSV, PdfDocument.TYPE})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "A book of a unit from a day to a day: what there was, what came and left, and what there is",
            description = "As JSON without its lines, or whole as the sheet that Accept names, of any length; or as a paper to be signed, of up to 5,000 "
                    + "lines. s11-h is of cash; s12-h of one bank account, the main one if no account is named.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Book.class)), @Content(mediaType = SheetWriter.XLSX),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = PdfDocument.TYPE)})
    public Response book(@PathParam("form") @Pattern(regexp = FORMS) String form, @Valid @BeanParam BookParam asked, @Context HttpHeaders headers) {
        UnitScope scope = caller.scope();
        Locale language = Language.current();
        Book book = queries.book(scope, form, asked);
        String name = form + "-" + book.from() + "-" + book.to();
        return Papers.stream(headers, name, () -> book, (type, out) -> sheets.write(scope, book, type, language, out),
                () -> sheets.paper(scope, book, language));
    }

    @GET
    @Path("/lines")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The lines of a book in the order of their days, each with the balance after it and the entry that it stands in")
    public RestResponse<Page<Line>> lines(@PathParam("form") @Pattern(regexp = FORMS) String form, @Valid @BeanParam BookParam asked,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.lines(caller.scope(), queries.book(caller.scope(), form, asked), page), uri);
    }
}
