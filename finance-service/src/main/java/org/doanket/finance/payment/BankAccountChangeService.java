package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.doanket.finance.FourEyes;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Mask;
import org.doanket.platform.sql.Sql;

/** Lets a second person decide on another account in place of a unit's account. One change of a unit waits at a time. */
@ApplicationScoped
public class BankAccountChangeService {

    private final AgroalDataSource dataSource;
    private final BankAccountService accounts;
    private final BankAccountChangeQueries queries;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    BankAccountChangeService(AgroalDataSource dataSource, BankAccountService accounts, BankAccountChangeQueries queries, Caller caller,
            AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.queries = queries;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return the change that waits, or null where it was the unit's first account and is set */
    @Transactional
    public BankAccountChangeView setOrPropose(UUID unit, PaymentCommand.SetBankAccount command, String ifMatch) {
        Long version = accounts.versionToReplace(unit, command, ifMatch);
        if (version == null) {
            accounts.replace(unit, command.bankBin(), command.account(), command.holder());
            return null;
        }
        UUID id = Ids.next();
        int added = Sql.of("INSERT INTO bank_account_change (id, unit_id, bank_bin, sealed, masked, holder, account_version, made_by, "
                + "made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit_id) WHERE state = 'waiting' DO NOTHING", id, unit,
                command.bankBin(), accounts.seal(unit, place(id), command.account()), Mask.account(command.account()), command.holder(),
                version, caller.subject(), clock.instant()).run(dataSource);
        if (added == 0) {
            throw PaymentProblems.changeWaits();
        }
        audit.record("bank-account-change-proposed", "unit", unit, unit, null);
        return queries.change(caller.scope(), id).orElseThrow();
    }

    @Transactional
    public void approve(UUID id) {
        BankAccountChangeView change = waiting(id);
        boolean isStale = accounts.get(change.unit()).version() != Sql.of("SELECT account_version FROM bank_account_change WHERE id = ?", id)
                .first(dataSource, row -> row.getLong(1)).orElseThrow();
        if (isStale) {
            throw PaymentProblems.changedMeanwhile();
        }
        byte[] sealed = Sql.of("SELECT sealed FROM bank_account_change WHERE id = ?", id).first(dataSource, row -> row.getBytes(1))
                .orElseThrow();
        accounts.replace(change.unit(), change.bankBin(), accounts.open(change.unit(), place(id), sealed), change.holder());
        decide(change, "approved", null);
    }

    @Transactional
    public void refuse(UUID id, PaymentCommand.RefuseBankAccount command) {
        decide(waiting(id), "refused", command.why());
    }

    private BankAccountChangeView waiting(UUID id) {
        // Two who decide at once meet here.
        Sql.of("SELECT 1 FROM bank_account_change WHERE id = ? FOR UPDATE", id).run(dataSource);
        BankAccountChangeView change = queries.change(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-account-change"));
        if (!change.state().equals("waiting")) {
            throw PaymentProblems.changeDecided();
        }
        FourEyes.require(caller, change.madeBy());
        return change;
    }

    private void decide(BankAccountChangeView change, String state, String why) {
        Sql.of("UPDATE bank_account_change SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ?", state, caller.subject(),
                clock.instant(), why, change.id()).run(dataSource);
        audit.record("bank-account-change-" + state, "unit", change.unit(), change.unit(), why);
    }

    private static String place(UUID id) {
        return "bank_account_change.sealed:" + id;
    }
}
