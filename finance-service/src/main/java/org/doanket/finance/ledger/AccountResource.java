package org.doanket.finance.ledger;

import io.quarkus.security.Authenticated;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import org.doanket.finance.ledger.LedgerView.Account;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books", description = "The chart of accounts and what stands on it, the entries, and the months")
public class AccountResource {

    private final AccountService service;
    private final AccountQueries queries;

    AccountResource(AccountService service, AccountQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @Path("/accounts")
    @Authenticated
    @Operation(summary = "List the chart of accounts, those in force on a day or all there ever were")
    public RestResponse<Page<Account>> accounts(@QueryParam("on") LocalDate on, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.accounts(on, page, Language.current()), uri);
    }

    @GET
    @Path("/accounts/{code}")
    @Authenticated
    @Operation(summary = "One account")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Account.class)))
    public Response account(@PathParam("code") String code, @Context Request request) {
        Account account = queries.account(code, Language.current()).orElseThrow(() -> Problem.notFound("account"));
        return Revision.answer(request, account, account.validTo() == null ? 0 : account.validTo().toEpochDay());
    }

    @POST
    @Path("/accounts")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Add an account", description = "At the root of the tree. Codes of memo accounts begin with 0, and no others do.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Account.class)))
    public Response add(@Valid @NotNull LedgerCommand.AddAccount command) {
        service.add(command);
        return Created.at("/finance/v1/accounts/" + command.code(), queries.account(command.code(), Language.current()).orElseThrow()).tag(Revision.tag(0))
                .build();
    }

    @POST
    @Path("/accounts/{code}/ending")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "End an account", description = "At the root of the tree. What was booked stays; nothing new comes to it.")
    public Account end(@PathParam("code") String code, @Valid @NotNull LedgerCommand.EndAccount command) {
        service.end(code, command);
        return queries.account(code, Language.current()).orElseThrow();
    }
}
