package org.doanket.finance.bank;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.page.Page;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/bank-profiles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank statements")
public class BankProfileResource {

    private static final String CODE = "(?!mt940$)[a-z][a-z0-9-]{1,39}";

    private final BankProfileService service;
    private final BankQueries queries;

    BankProfileResource(BankProfileService service, BankQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @Authenticated
    @Operation(summary = "The forms of statements that can be read, besides camt.053 and mt940")
    public Page<BankProfileView> profiles() {
        return new Page<>(queries.profiles(), null);
    }

    @GET
    @Path("/{code}")
    @Authenticated
    @Operation(summary = "One form of statements")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BankProfileView.class)))
    public Response profile(@PathParam("code") String code, @Context Request request) {
        BankProfileView view = queries.profile(code).orElseThrow(() -> Problem.notFound("bank-profile"));
        return Revision.answer(request, view, view.version());
    }

    @PUT
    @Path("/{code}")
    @RolesAllowed(Roles.TREASURER)
    @Operation(summary = "Say how a bank lays out its files",
            description = "The treasurer of a topmost unit sets them, for all units. A new one without If-Match; later only over the "
            + "version that you have seen.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BankProfileView.class)))
    public Response set(@PathParam("code") @Pattern(regexp = CODE) String code, @Valid @NotNull BankProfileCommand command,
            @HeaderParam("If-Match") String ifMatch) {
        BankProfileView view = service.set(code, command, ifMatch);
        return Response.ok(view).tag(Revision.tag(view.version())).build();
    }
}
