package org.doanket.finance.receipt;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.finance.Papers;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/receipts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "receipts", description = "Receipts for money that came in, numbered by unit and year without gaps")
public class ReceiptResource {

    private final ReceiptService service;
    private final ReceiptQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    ReceiptResource(ReceiptService service, ReceiptQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @Operation(summary = "Issue the receipt for a line of the bank, also of an employer, or for dues in cash",
            description = "For what has one already it is that one, by the same number. When the booking is undone the receipt "
            + "is void.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    @APIResponse(responseCode = "200", description = "It was issued before",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    @APIResponse(responseCode = "409", description = "The line waits in suspense, or the cash was given back")
    public Response issue(@Valid @NotNull ReceiptCommand.Issue command, @Context UriInfo uri) {
        ReceiptService.Issued issued = service.issue(command);
        return issued.isNew() ? Created.at(uri, issued.receipt().id(), issued.receipt(), 0)
                : Response.ok(issued.receipt()).tag(Revision.tag(0)).build();
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List receipts, the newest first")
    public RestResponse<Page<ReceiptView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("year") @Min(2000) @Max(9999) Integer year,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.receipts(asked.range(tree, caller), asked.only(), year, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One receipt, and what was paid by it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        ReceiptView view = find(id);
        return Revision.answer(request, view, view.version());
    }

    @GET
    @Path("/{id}")
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One receipt to be printed, as PDF", description = "In the language asked for, else in that of the jurisdiction.")
    @APIResponse(responseCode = "200", description = "The receipt")
    public Response paper(@PathParam("id") UUID id, @HeaderParam("Accept-Language") String asked) {
        ReceiptView view = find(id);
        return Papers.printed(asked, view.jurisdiction(), language -> ReceiptPaper.pdf(view, language), "receipt", view.number());
    }

    private ReceiptView find(UUID id) {
        return queries.receipt(caller.scope(), id).orElseThrow(() -> Problem.notFound("receipt"));
    }
}
