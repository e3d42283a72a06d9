package org.doanket.finance.ledger;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import org.doanket.finance.UnitParam;
import org.doanket.finance.ledger.LedgerView.Account;
import org.doanket.finance.ledger.LedgerView.TrialBalance;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books", description = "The chart of accounts and what stands on it, the entries, and the months")
public class AccountResource {

    private final LedgerQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    AccountResource(LedgerQueries queries, UnitTree tree, Caller caller, Clock clock) {
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/accounts")
    @Authenticated
    @Operation(summary = "The chart of accounts")
    public Page<Account> accounts() {
        return new Page<>(queries.accounts(Language.current()), null);
    }

    @GET
    @Path("/trial-balance")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The trial balance, today or asOf a day")
    public TrialBalance trialBalance(@Valid @BeanParam UnitParam asked, @QueryParam("asOf") LocalDate asOf) {
        LocalDate day = asOf == null ? LocalDate.ofInstant(clock.instant(), Zones.of("vn")) : asOf;
        return queries.trialBalance(asked.range(tree, caller), asked.only(), day, Language.current());
    }
}
