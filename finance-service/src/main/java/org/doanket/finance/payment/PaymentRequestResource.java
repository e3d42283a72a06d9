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
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitTree;

/** Sums asked for, and the QR codes to pay them by. */
@Path("/v1/payment-requests")
@Produces(MediaType.APPLICATION_JSON)
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
    public Response request(@Valid @NotNull PaymentCommand.Request command, @Context UriInfo uri) {
        PaymentRequestView view = service.request(command);
        return Created.at(uri, view.id(), view, 0);
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    public Response list(@Valid @BeanParam UnitParam asked, @QueryParam("month") YearMonth month, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.answer(queries.requests(asked.range(tree, caller), asked.only(), month, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    public PaymentRequestView one(@PathParam("id") UUID id) {
        return service.find(id);
    }

    @GET
    @Path("/{id}/qr")
    @Produces(PNG)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    public byte[] png(@PathParam("id") UUID id) {
        return image(id).png();
    }

    @GET
    @Path("/{id}/qr")
    @Produces(SVG)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
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
