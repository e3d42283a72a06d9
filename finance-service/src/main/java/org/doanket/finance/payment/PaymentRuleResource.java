package org.doanket.finance.payment;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.time.LocalDate;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/payment-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payment requests")
public class PaymentRuleResource {

    private final PaymentRuleService service;

    PaymentRuleResource(PaymentRuleService service) {
        this.service = service;
    }

    @GET
    @Authenticated
    @Operation(summary = "List the numbers that matching and webhooks go by, each from a day on")
    public Page<PaymentRuleView> rules() {
        return new Page<>(service.rules(), null);
    }

    @GET
    @Path("/{name}")
    @Authenticated
    @Operation(summary = "One number that matching and webhooks go by", description = "asOf a day: as it holds then, else today.")
    public PaymentRuleView one(@PathParam("name") String name, @QueryParam("asOf") LocalDate asOf) {
        return service.rule(name, asOf);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set such a number from a day on", description = "For the root of the tree; of the rows of a name that have "
            + "begun the newest holds.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PaymentRuleView.class)))
    @APIResponse(responseCode = "409", description = "There is one from that day")
    public Response set(@Valid @NotNull PaymentRuleCommand command, @Context UriInfo uri) {
        PaymentRuleView rule = service.set(command);
        return Created.at(uri.getRequestUri().getRawPath() + "/" + rule.name() + "?asOf=" + rule.validFrom(), rule).build();
    }
}
