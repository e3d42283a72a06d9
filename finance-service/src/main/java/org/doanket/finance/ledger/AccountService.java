package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.doanket.finance.ledger.LedgerView.Account;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** The chart of accounts is one for all units, so only the root of the tree adds to it; accounts end and are never removed. */
@ApplicationScoped
public class AccountService {

    private final AgroalDataSource dataSource;
    private final AccountQueries queries;
    private final DatedRules rules;
    private final AuditTrail audit;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    AccountService(AgroalDataSource dataSource, AccountQueries queries, DatedRules rules, AuditTrail audit, UnitTree tree,
            Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.audit = audit;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    public void add(LedgerCommand.AddAccount command) {
        rules.requireTop();
        boolean isMemo = command.kind().equals("memo");
        boolean parentFits = command.parent() == null || queries.account(command.parent(), Locale.ENGLISH)
                .filter(parent -> parent.kind().equals(command.kind())).isPresent();
        if (isMemo != command.code().startsWith("0") || !isMemo && command.measure() != null || !parentFits || isMemo && command.clearsMoney()) {
            throw LedgerProblems.badAccount();
        }
        // A part of an account is under the same rules as the whole, or a sub-account would be the way around them.
        int added = Sql.of("INSERT INTO account (code, kind, name_vi, name_en, name_zh, parent_code, report_code, measure, valid_from, "
                + "citation, verified, clears_money, control, settled_by) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                + "? OR coalesce(p.clears_money, false), p.control, p.settled_by FROM (SELECT ?::text AS code) o "
                + "LEFT JOIN account p ON p.code = o.code ON CONFLICT DO NOTHING", command.code(), command.kind(), command.names().vi(),
                command.names().en(), command.names().zh(), command.parent(), command.reportCode(), command.measure(), command.validFrom(),
                command.citation(), command.verified(), command.clearsMoney(), command.parent()).run(dataSource);
        if (added == 0) {
            throw LedgerProblems.accountKnown(command.code());
        }
        audit.record("account-added", "account", command.code(), null, command.citation());
    }

    /** What was booked stays where it is; from that day on nothing new comes to it. */
    @Transactional
    public void end(String code, LedgerCommand.EndAccount command) {
        rules.requireTop();
        Account account = queries.account(code, Locale.ENGLISH).orElseThrow(() -> Problem.notFound("account"));
        LocalDate today = tree.today(clock, caller.scope().unit());
        if (command.on().isBefore(today) || !command.on().isAfter(account.validFrom())) {
            throw LedgerProblems.accountEndsInPast();
        }
        int ended = Sql.of("UPDATE account SET valid_to = ? WHERE code = ? AND (valid_to IS NULL OR valid_to > ?)", command.on(), code, today)
                .run(dataSource);
        if (ended == 0) {
            throw LedgerProblems.accountEndedAlready();
        }
        audit.record("account-ended", "account", code, null, command.why());
    }
}
