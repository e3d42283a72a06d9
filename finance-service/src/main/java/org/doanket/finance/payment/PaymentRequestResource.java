package org.doanket.finance.payment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.finance.ListSheet;
import org.doanket.finance.payment.PaymentQueries.Filter;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/payment-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payment requests", description = "Sums asked for, and the QR codes to pay them by")
public class PaymentRequestResource {

    /** @param requests how many were made */
    public record Asked(long requests) {
    }

    private static final String PNG = "image/png";
    private static final String SVG = "image/svg+xml";

    private final PaymentService service;
    private final PaymentQueries queries;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    PaymentRequestResource(PaymentService service, PaymentQueries queries, ListSheet sheets, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Ask for what a unit, or one member of it, still owes for a month, or by a list for much at once",
            description = "Of dues all that is outstanding is asked for where no amount is given. A list may name many members and months; "
                    + "what comes in pays its items in their order.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PaymentRequestView.class)))
    public Response request(@Valid @NotNull PaymentCommand.Request command, @Context UriInfo uri) {
        PaymentRequestView view = service.request(command);
        return Created.at(uri, view.id(), view, 0);
    }

    @POST
    @Path("/batches")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Ask each member of a unit for what he still owes for a month",
            description = "Whom an open request asks for it already is left out, so that it may be repeated. They are listed by unit "
            + "and month.")
    public Asked requestEach(@Valid @NotNull PaymentCommand.RequestEach command) {
        return new Asked(service.requestEach(command));
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.MEMBER})
    @Operation(summary = "List payment requests, the newest first", description = "A member sees what he alone is asked for.")
    public RestResponse<Page<PaymentRequestView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("month") YearMonth month,
            @QueryParam("member") UUID member, @QueryParam("state") @Pattern(regexp = "open|partly-paid|paid|cancelled") String state,
            @QueryParam("reference") @Pattern(regexp = "(?i)DP[0-9A-Z]{10}") String reference, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        Filter filter = new Filter(asked.only(), month, member, state, reference, service.self());
        return PageRequest.typed(queries.requests(asked.range(tree, caller), filter, page), uri);
    }

    @GET
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheet(@Valid @BeanParam UnitParam asked, @QueryParam("month") YearMonth month, @QueryParam("member") UUID member,
            @QueryParam("state") @Pattern(regexp = "open|partly-paid|paid|cancelled") String state, @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        Filter filter = new Filter(asked.only(), month, member, state, null, null);
        return sheets.of(headers, "payment-requests", range, PaymentRequestView.class, page -> queries.requests(range, filter, page));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.MEMBER})
    @Operation(summary = "One payment request, with the account to pay to and what its QR code says")
    public PaymentRequestView one(@PathParam("id") UUID id) {
        return service.find(id);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Take a payment request back", description = "What still comes in on it waits in suspense.")
    public PaymentRequestView cancel(@PathParam("id") UUID id, @Valid @NotNull PaymentCommand.Cancel command) {
        return service.cancel(id, command);
    }

    @GET
    @Path("/{id}/qr")
    @Produces(PNG)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.MEMBER})
    @Operation(summary = "The QR code to pay by, as PNG or SVG")
    public byte[] png(@PathParam("id") UUID id) {
        return image(id).png();
    }

    @GET
    @Path("/{id}/qr")
    @Produces(SVG)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.MEMBER})
    @Operation(summary = "The QR code to pay by, as PNG or SVG")
    public String svg(@PathParam("id") UUID id) {
        return image(id).svg();
    }

    private QrImage image(UUID id) {
        PaymentRequestView view = service.find(id);
        if (view.qr() == null) {
            throw view.state().equals("cancelled") ? PaymentProblems.cancelledAlready() : view.state().equals("paid")
                    ? PaymentProblems.paidAlready()
                    : PaymentProblems.noQr(view.amount().currency());
        }
        return QrImage.of(view.qr());
    }
}
