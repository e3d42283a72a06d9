package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Keeps how banks lay out their files. Profiles hold for all units, so the treasurer of a topmost unit sets them. */
@ApplicationScoped
public class BankProfileService {

    private static final String SET = """
        INSERT INTO bank_profile AS p (code, name, date_column, date_format, amount_column, credit_column, debit_column, direction_column,
          debit_mark,
          memo_column, reference_column, balance_column, payer_column, payer_account_column, virtual_account_column, header_row, encoding,
            thousands,
          ended)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, date_column = excluded.date_column, date_format = excluded.date_format,
          amount_column = excluded.amount_column, credit_column = excluded.credit_column, debit_column = excluded.debit_column,
          direction_column = excluded.direction_column, debit_mark = excluded.debit_mark, memo_column = excluded.memo_column,
          reference_column = excluded.reference_column, balance_column = excluded.balance_column, payer_column = excluded.payer_column,
          payer_account_column = excluded.payer_account_column, virtual_account_column = excluded.virtual_account_column,
          header_row = excluded.header_row, encoding = excluded.encoding, thousands = excluded.thousands, ended = excluded.ended,
          version = p.version + 1""";

    private final AgroalDataSource dataSource;
    private final BankQueries queries;
    private final Caller caller;
    private final AuditTrail audit;

    BankProfileService(AgroalDataSource dataSource, BankQueries queries, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.caller = caller;
        this.audit = audit;
    }

    /** A new one without a precondition; a known one only over the version that the caller has seen. */
    @Transactional
    public BankProfileView set(String code, BankProfileCommand command, String ifMatch) {
        if (!caller.scope().isTop()) {
            throw BankProblems.profilesOfTheRoot();
        }
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('bank-profile ' || ?, 5))", code).run(dataSource);
        Optional<BankProfileView> known = queries.profile(code);
        known.ifPresent(profile -> Revision.require(ifMatch, profile.version()));
        Sql.of(SET, code, command.name(), command.dateColumn(), command.dateFormat(), command.amountColumn(), command.creditColumn(),
                command.debitColumn(), command.directionColumn(), command.debitMark(), command.memoColumn(), command.referenceColumn(),
                command.balanceColumn(), command.payerColumn(), command.payerAccountColumn(), command.virtualAccountColumn(),
                command.headerRow(),
                command.encoding(), command.thousands(), command.ended()).run(dataSource);
        audit.record("bank-profile-set", "bank-profile", code, null, null);
        return queries.profile(code).orElseThrow();
    }
}
