package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.doanket.finance.ledger.LedgerView.EliminationRule;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Which accounts go out against each other in a subtree: the same for all units, so set at the root of the tree. */
@ApplicationScoped
@Transactional
public class EliminationService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final AccountQueries accounts;
    private final AuditTrail audit;
    private final Clock clock;

    EliminationService(AgroalDataSource dataSource, DatedRules rules, AccountQueries accounts, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    public Page<EliminationRule> list(PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = Sql.of("SELECT * FROM elimination WHERE true");
        if (after != null) {
            sql.add("AND (account COLLATE \"C\", valid_from) > (?, ?)", after.text(0), after.day(1));
        }
        List<EliminationRule> rows = sql.add("ORDER BY account COLLATE \"C\", valid_from LIMIT ?", page.limit + 1)
                .list(dataSource, EliminationService::read);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.account(), row.validFrom()));
    }

    /** @param asOf null: today. @throws Problem 404 it goes out against none on that day */
    public EliminationRule one(String account, LocalDate asOf) {
        LocalDate day = asOf == null ? Zones.today(clock) : asOf;
        return Sql.of("SELECT * FROM elimination WHERE account = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?) ORDER BY valid_from DESC LIMIT 1",
                account, day, day).first(dataSource, EliminationService::read).orElseThrow(() -> Problem.notFound("account"));
    }

    /** @throws Problem 409 where a rule of the account begins on that day already */
    public EliminationRule set(LedgerCommand.SetElimination command) {
        rules.requireTop();
        if (accounts.account(command.account(), Locale.ENGLISH).isEmpty()) {
            throw Problem.invalid(List.of(Fault.at("/account", "account-unknown")));
        }
        EliminationRule rule = Sql.of("INSERT INTO elimination (code, side, account, valid_from, citation, verified) VALUES (?, ?, ?, ?, ?, ?) RETURNING *",
                command.code(), command.side(), command.account(), command.validFrom(), command.citation(), command.verified())
                .first(dataSource, EliminationService::read).orElseThrow();
        audit.record("elimination-set", "account", command.account(), null, command.citation());
        return rule;
    }

    /** Statements of days before stay as they are. */
    public EliminationRule end(String account, LedgerCommand.EndAccount command) {
        rules.requireTop();
        EliminationRule rule = Sql.of("UPDATE elimination SET valid_to = ? WHERE account = ? AND valid_from < ? AND valid_to IS NULL RETURNING *",
                command.on(), account, command.on()).first(dataSource, EliminationService::read)
                .orElseThrow(() -> Problem.notFound("account"));
        audit.record("elimination-ended", "account", account, null, command.why());
        return rule;
    }

    private static EliminationRule read(ResultSet row) throws SQLException {
        return new EliminationRule(row.getString("code"), row.getString("side"), row.getString("account"), row.getObject("valid_from",
                LocalDate.class),
                row.getObject("valid_to", LocalDate.class), row.getString("citation"), row.getBoolean("verified"));
    }
}
