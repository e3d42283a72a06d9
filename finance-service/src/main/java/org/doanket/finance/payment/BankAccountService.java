package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Mask;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The unit's receiving account: sealed under the unit's own key, found by its blind index, shown masked. */
@ApplicationScoped
public class BankAccountService {

    private static final String INDEX_KIND = "bank-account";

    /** A view and the version it is of. */
    public record Found(BankAccountView view, long version) {
    }

    /** The number in clear, for a payload or a comparison; never for a log. */
    public record Number(String bank, String account) {

        @Override
        public String toString() {
            return bank + " " + Mask.account(account);
        }
    }

    private final AgroalDataSource dataSource;
    private final BankAccountRepository accounts;
    private final FieldVault vault;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final RuleQueries rules;

    BankAccountService(AgroalDataSource dataSource, BankAccountRepository accounts, FieldVault vault, UnitTree tree, Caller caller,
            AuditTrail audit, RuleQueries rules) {
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.vault = vault;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.rules = rules;
    }

    /** Of the account that would be replaced, which the caller must have seen; null where the unit has none yet. */
    @Transactional
    Long versionToReplace(UUID unit, PaymentCommand.SetBankAccount command, String ifMatch) {
        UnitRef ref = tree.require(unit, caller.scope());
        requireFree(ref.id(), blindIndex(command.account()));
        Optional<BankAccount> known = accounts.findByIdOptional(ref.id());
        known.ifPresent(account -> Revision.require(ifMatch, account.version()));
        return known.map(BankAccount::version).orElse(null);
    }

    @Transactional
    void replace(UUID unit, String bank, String number, String holder) {
        UnitRef ref = tree.require(unit, caller.scope());
        byte[] index = blindIndex(number);
        requireFree(ref.id(), index);
        BankAccount account = accounts.findByIdOptional(ref.id()).orElseGet(() -> new BankAccount(ref.id()));
        account.set(bank, vault.seal(key(ref.id()), place(ref.id()), number), index, holder);
        accounts.persistAndFlush(account);
        audit.record("bank-account-set", "unit", ref.id(), ref.id(), null);
    }

    private void requireFree(UUID unit, byte[] index) {
        if (accounts.belongsToAnother(index, unit)) {
            throw PaymentProblems.accountTaken();
        }
    }

    @Transactional
    public Found get(UUID unit) {
        UnitRef ref = tree.require(unit, caller.scope());
        return found(ref.id(), accounts.findByIdOptional(ref.id()).orElseThrow(() -> Problem.notFound("bank-account")));
    }

    /** For any sum: the unit's currency is that of VietQR. */
    @Transactional
    public QrImage standingQr(UUID unit) {
        UnitRef ref = tree.require(unit, caller.scope());
        String currency = rules.currencyOf(ref.jurisdiction());
        if (!currency.equals("VND")) {
            throw PaymentProblems.noQr(currency);
        }
        Number number = number(ref.id()).orElseThrow(() -> Problem.notFound("bank-account"));
        return QrImage.of(VietQr.standing(number.bank(), number.account()).payload());
    }

    /** In the transaction of a request. */
    public Optional<Number> number(UUID unit) {
        return accounts.findByIdOptional(unit).map(account -> new Number(account.bank(),
                vault.open(key(unit), place(unit), account.sealed())));
    }

    /** For background work, on its own connection. */
    public Optional<Number> number(Connection connection, UUID unit) throws SQLException {
        return Sql.of("SELECT a.bank_bin, a.sealed, k.wrapped FROM bank_account a JOIN person_key k ON k.person_id = a.unit_id "
                + "WHERE a.unit_id = ?", unit).first(connection, row -> new Number(row.getString(1),
                        vault.open(row.getBytes(3), place(unit), row.getBytes(2))));
    }

    /** Equal for equal numbers, and of no use to anybody without the key. */
    public byte[] blindIndex(String account) {
        return vault.blindIndex(INDEX_KIND, account);
    }

    /** Seals what belongs to a unit, under the unit's key. @param place table, column and row */
    public byte[] seal(UUID unit, String place, String value) {
        return vault.seal(key(unit), place, value);
    }

    /** Opens what {@link #seal} has closed, in the transaction of a request. */
    String open(UUID unit, String place, byte[] sealed) {
        return vault.open(key(unit), place, sealed);
    }

    /** Opens what {@link #seal} has closed, for background work. */
    public String open(Connection connection, UUID unit, String place, byte[] sealed) throws SQLException {
        byte[] key = Sql.of("SELECT wrapped FROM person_key WHERE person_id = ?", unit).first(connection, row -> row.getBytes(1))
                .orElseThrow();
        return vault.open(key, place, sealed);
    }

    private Found found(UUID unit, BankAccount account) {
        String number = vault.open(key(unit), place(unit), account.sealed());
        return new Found(new BankAccountView(unit, account.bank(), Mask.account(number), account.holder()), account.version());
    }

    private byte[] key(UUID unit) {
        Sql.of("INSERT INTO person_key (person_id, wrapped) SELECT ?, ? WHERE NOT EXISTS (SELECT FROM person_key WHERE person_id = ?) "
                + "ON CONFLICT DO NOTHING", unit, vault.newPersonKey(), unit).run(dataSource);
        return Sql.of("SELECT wrapped FROM person_key WHERE person_id = ?", unit).first(dataSource, row -> row.getBytes(1)).orElseThrow();
    }

    private static String place(UUID unit) {
        return "bank_account.sealed:" + unit;
    }
}
