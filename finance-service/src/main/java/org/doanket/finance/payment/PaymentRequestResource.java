package org.doanket.finance.payment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.finance.UnitParam;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
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

    private static final String PNG = "image/png";
    private static final String SVG = "image/svg+xml";

    private final PaymentService service;
    private final PaymentQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    PaymentRequestResource(PaymentService service, PaymentQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Ask for what a unit, or one member of it, still owes for a month")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PaymentRequestView.class)))
    public Response request(@Valid @NotNull PaymentCommand.Request command, @Context UriInfo uri) {
        PaymentRequestView view = service.request(command);
        return Created.at(uri, view.id(), view, 0);
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List payment requests, the newest first")
    public RestResponse<Page<PaymentRequestView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("month") YearMonth month, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.requests(asked.range(tree, caller), asked.only(), month, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One payment request, with the account to pay to and what its QR code says")
    public PaymentRequestView one(@PathParam("id") UUID id) {
        return service.find(id);
    }

    @GET
    @Path("/{id}/qr")
    @Produces(PNG)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The QR code to pay by, as PNG or SVG")
    public byte[] png(@PathParam("id") UUID id) {
        return image(id).png();
    }

    @GET
    @Path("/{id}/qr")
    @Produces(SVG)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The QR code to pay by, as PNG or SVG")
    public String svg(@PathParam("id") UUID id) {
        return image(id).svg();
    }

    private QrImage image(UUID id) {
        PaymentRequestView view = service.find(id);
        if (view.qr() == null) {
            throw PaymentProblems.noQr(view.amount().currency());
        }
        return QrImage.of(view.qr());
    }
}
