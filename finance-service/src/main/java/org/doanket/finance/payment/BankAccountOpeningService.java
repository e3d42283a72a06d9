package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.FourEyes;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Mask;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Opens accounts beside a unit's main one. One person names the number, another holds it against the bank's letter; nobody is asked to pay there before. */
@ApplicationScoped
public class BankAccountOpeningService {

    /** It bears the id of its drive: whoever knows the one knows the other. */
    private static final String OF_DRIVE = """
        INSERT INTO bank_account (id, unit_id, main, purpose, drive_id, bank_bin, masked, blind_index, holder, currency, valid_from, state, made_by)
        SELECT d.id, d.unit_id, false, 'drive', d.id, d.bank_bin, ?, ?, d.bank_holder, d.currency, least(d.opens_at, clock_timestamp())::date,
               'waiting', ? FROM relief_drive d WHERE d.id = ?
        ON CONFLICT DO NOTHING""";

    private final AgroalDataSource dataSource;
    private final BankAccountService accounts;
    private final BankAccountQueries queries;
    private final RuleQueries rules;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    BankAccountOpeningService(AgroalDataSource dataSource, BankAccountService accounts, BankAccountQueries queries, RuleQueries rules, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.queries = queries;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public UUID propose(PaymentCommand.OpenBankAccount command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        LocalDate from = command.validFrom() == null ? Zones.today(clock, unit.jurisdiction()) : command.validFrom();
        if (command.validTo() != null && !command.validTo().isAfter(from)) {
            throw PaymentProblems.endsBeforeItBegins();
        }
        UUID id = Ids.next();
        int added = Sql.of("INSERT INTO bank_account (id, unit_id, main, purpose, bank_bin, sealed, masked, blind_index, holder, currency, valid_from, "
                + "valid_to, state, made_by) VALUES (?, ?, false, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT DO NOTHING", id, unit.id(),
                command.purpose(), command.bankBin(), accounts.seal(unit.id(), BankAccountService.place(id), command.account()),
                Mask.account(command.account()), accounts.blindIndex(command.account()), command.holder(),
                command.currency() == null ? rules.currencyOf(unit.jurisdiction()) : command.currency(), from, command.validTo(), caller.subject())
                .run(dataSource);
        if (added == 0) {
            throw PaymentProblems.accountTaken();
        }
        audit.record("bank-account-proposed", "bank-account", id, unit.id(), command.purpose());
        return id;
    }

    /** The account of a drive that was just opened, in that request's transaction. @return false where the number is that of another account */
    @Transactional
    public boolean proposeForDrive(UUID drive, String number) {
        return Sql.of(OF_DRIVE, Mask.account(number), accounts.blindIndex(number), caller.subject(), drive).run(dataSource) > 0;
    }

    /** As above, for background work on its own connection. */
    public boolean proposeForDrive(Connection connection, UUID drive, String number, String by) throws SQLException {
        return Sql.of(OF_DRIVE, Mask.account(number), accounts.blindIndex(number), by, drive).run(connection) > 0;
    }

    @Transactional
    public void approve(UUID id) {
        decide(id, "open", null);
    }

    @Transactional
    public void refuse(UUID id, PaymentCommand.RefuseBankAccount command) {
        decide(id, "refused", command.why());
    }

    /** A main account ends only by another in its place, for what is asked for has to be paid somewhere. */
    @Transactional
    public void end(UUID id, PaymentCommand.EndBankAccount command) {
        BankAccountView account = locked(id);
        if (account.main()) {
            throw PaymentProblems.mainAccount();
        }
        if (!account.state().equals("open") || account.validTo() != null) {
            throw PaymentProblems.notOpen(account.state());
        }
        if (command.on().isBefore(account.validFrom())) {
            throw PaymentProblems.endsBeforeItBegins();
        }
        Sql.of("UPDATE bank_account SET valid_to = ?, reason = ?, version = version + 1 WHERE id = ?", command.on(), command.why(), id).run(dataSource);
        audit.record("bank-account-ended", "bank-account", id, account.unit(), command.why());
    }

    /** A drive's account that was refused may still be approved: another one it never gets, and none of its number can be opened. */
    private void decide(UUID id, String state, String why) {
        BankAccountView account = locked(id);
        boolean isRefusedOfDrive = account.drive() != null && account.state().equals("refused") && state.equals("open");
        if (!account.state().equals("waiting") && !isRefusedOfDrive) {
            throw PaymentProblems.changeDecided();
        }
        FourEyes.require(caller, account.madeBy());
        Sql.of("UPDATE bank_account SET state = ?, decided_by = ?, decided_at = ?, reason = ?, version = version + 1 WHERE id = ?", state,
                caller.subject(), clock.instant(), why, id).run(dataSource);
        if (account.drive() != null && state.equals("open")) {
            Sql.of("UPDATE relief_drive SET account_approved_at = ?, version = version + 1 WHERE id = ?", clock.instant(), account.drive())
                    .run(dataSource);
        }
        audit.record(state.equals("open") ? "bank-account-approved" : "bank-account-refused", "bank-account", id, account.unit(), why);
    }

    private BankAccountView locked(UUID id) {
        // Two who decide at once meet here.
        Sql.of("SELECT 1 FROM bank_account WHERE id = ? FOR UPDATE", id).run(dataSource);
        return queries.account(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-account"));
    }
}
