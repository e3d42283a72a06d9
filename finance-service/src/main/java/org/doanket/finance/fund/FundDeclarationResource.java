package org.doanket.finance.fund;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.finance.ListSheet;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
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

@Path("/v1/fund-declarations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "employers' fund", description = "What employers declare and pay, what is decided of it, and what they are late with")
public class FundDeclarationResource {

    private final FundService service;
    private final FundQueries queries;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    FundDeclarationResource(FundService service, FundQueries queries, ListSheet sheets, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Declare an employer's payroll of a month", description = "What is owed follows by the rule of the month. A later "
    + "declaration of the same month corrects it: the difference is booked.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FundView.Declaration.class)))
    public Response declare(@Valid @NotNull FundCommand.Declare command, @Context UriInfo uri) {
        UUID id = service.declare(command);
        return Created.at(uri, id, found(id), 0);
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List declarations, the newest first")
    public RestResponse<Page<FundView.Declaration>> list(@Valid @BeanParam UnitParam asked, @QueryParam("employer") UUID employer,
    @QueryParam("month") YearMonth month, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.declarations(asked.range(tree, caller), asked.only(), employer, month, page), uri);
    }

    @GET
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheet(@Valid @BeanParam UnitParam asked, @QueryParam("employer") UUID employer, @QueryParam("month") YearMonth month,
            @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        return sheets.of(headers, "fund-declarations", range, FundView.Declaration.class, page -> queries.declarations(range, asked.only(), employer, month,
                page));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One declaration, and the rule by which it is owed")
    public FundView.Declaration one(@PathParam("id") UUID id) {
        return found(id);
    }

    private FundView.Declaration found(UUID id) {
        return queries.declaration(caller.scope(), id).orElseThrow(() -> Problem.notFound("fund-declaration"));
    }
}
