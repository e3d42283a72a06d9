package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Mask;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/**
 * The accounts on which units receive money: sealed under the unit's own key, found by their blind index, shown masked. Sets the main one, and
 * tells others of the numbers. The number of a drive is public and stands with the drive.
 */
@ApplicationScoped
public class BankAccountService {

    private static final String INDEX_KIND = "bank-account";
    private static final LocalDate FROM_THE_BEGINNING = LocalDate.of(2000, 1, 1);

    private static final String NUMBERS = "SELECT a.id, a.main, a.bank_bin, a.sealed, a.drive_id, d.bank_account AS of_drive, k.wrapped "
            + "FROM bank_account a LEFT JOIN relief_drive d ON d.id = a.drive_id LEFT JOIN person_key k ON k.person_id = a.unit_id "
            + "WHERE a.state = 'open'";
    private static final String MAIN = "AND a.main AND a.valid_to IS NULL AND a.unit_id = ?";

    /** The number in clear, for a payload or a comparison; never for a log. */
    public record Number(UUID id, boolean isMain, String bank, String account) {

        @Override
        public String toString() {
            return bank + " " + Mask.account(account);
        }
    }

    private final AgroalDataSource dataSource;
    private final BankAccountQueries queries;
    private final FieldVault vault;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final RuleQueries rules;
    private final Clock clock;

    BankAccountService(AgroalDataSource dataSource, BankAccountQueries queries, FieldVault vault, UnitTree tree, Caller caller, AuditTrail audit,
            RuleQueries rules, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.vault = vault;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
    }

    /** Of the account that would be replaced, which the caller must have seen; null where the unit has none yet. */
    @Transactional
    Long versionToReplace(UUID unit, PaymentCommand.SetBankAccount command, String ifMatch) {
        UnitRef ref = tree.require(unit, caller.scope());
        if (queries.isTaken(caller.scope(), blindIndex(command.account()), ref.id())) {
            throw PaymentProblems.accountTaken();
        }
        Optional<BankAccountView> known = queries.main(caller.scope(), ref.id());
        known.ifPresent(account -> Revision.require(ifMatch, account.version()));
        return known.map(BankAccountView::version).orElse(null);
    }

    /** The one before ends on the day on which this begins; a unit's first was always there. */
    @Transactional
    void replace(UUID unit, String bank, String number, String holder) {
        UnitRef ref = tree.require(unit, caller.scope());
        LocalDate today = Zones.today(clock, ref.jurisdiction());
        Optional<Long> before = Sql.of("UPDATE bank_account SET valid_to = greatest(?, valid_from) WHERE unit_id = ? AND main AND valid_to IS NULL "
                + "RETURNING version", today, ref.id()).first(dataSource, row -> row.getLong(1));
        UUID id = Ids.next();
        // Also where it lies outside the caller's scope: then the unique index refuses, and says no more.
        int added = Sql.of("INSERT INTO bank_account (id, unit_id, main, purpose, bank_bin, sealed, masked, blind_index, holder, currency, valid_from, "
                + "state, made_by, version) VALUES (?, ?, true, 'general', ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?) ON CONFLICT DO NOTHING", id, ref.id(),
                bank, seal(ref.id(), place(id), number), Mask.account(number), blindIndex(number), holder, rules.currencyOf(ref.jurisdiction()),
                before.isPresent() ? today : FROM_THE_BEGINNING, caller.subject(), before.map(version -> version + 1).orElse(0L)).run(dataSource);
        if (added == 0) {
            throw PaymentProblems.accountTaken();
        }
        audit.record("bank-account-set", "unit", ref.id(), ref.id(), null);
    }

    @Transactional
    public BankAccountView get(UUID unit) {
        UnitRef ref = tree.require(unit, caller.scope());
        return queries.main(caller.scope(), ref.id()).orElseThrow(() -> Problem.notFound("bank-account"));
    }

    /** For any sum. */
    @Transactional
    public QrImage standingQr(UUID unit) {
        return qrOf(get(unit));
    }

    /** As above, of one of a unit's accounts that is open. */
    @Transactional
    public QrImage qrOf(BankAccountView account) {
        Number number = find("AND a.id = ?", account.id()).orElseThrow(() -> PaymentProblems.notOpen(account.state()));
        return qr(account.currency(), number.bank(), number.account());
    }

    /** Of an account that somebody has the right to show. @throws Problem 422 where the currency is not that of VietQR */
    public static QrImage qr(String currency, String bank, String account) {
        if (!currency.equals("VND")) {
            throw PaymentProblems.noQr(currency);
        }
        return QrImage.of(VietQr.standing(bank, account).payload());
    }

    /** Of the main account, in the transaction of a request. */
    public Optional<Number> number(UUID unit) {
        return find(MAIN, unit);
    }

    /** Of that on which the employers' fund is collected apart, else of the main account. */
    Optional<Number> numberForFund(UUID unit, LocalDate day) {
        return find("AND a.purpose = 'fund' AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?) AND a.unit_id = ?", day, day, unit)
                .or(() -> number(unit));
    }

    private Optional<Number> find(String which, Object... values) {
        return Sql.of(NUMBERS).add(which, values).first(dataSource, this::read);
    }

    /** All that a unit has or had, the main one first, for background work on its own connection. */
    public List<Number> numbers(Connection connection, UUID unit) throws SQLException {
        return Sql.of(NUMBERS).add("AND a.unit_id = ? ORDER BY a.main DESC, a.valid_to DESC NULLS FIRST", unit).list(connection, this::read);
    }

    private Number read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        boolean isOfDrive = row.getObject("drive_id") != null;
        return new Number(id, row.getBoolean("main"), row.getString("bank_bin"),
                isOfDrive ? row.getString("of_drive") : vault.open(row.getBytes("wrapped"), place(id), row.getBytes("sealed")));
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

    private byte[] key(UUID unit) {
        Sql.of("INSERT INTO person_key (person_id, wrapped) SELECT ?, ? WHERE NOT EXISTS (SELECT FROM person_key WHERE person_id = ?) "
                + "ON CONFLICT DO NOTHING", unit, vault.newPersonKey(), unit).run(dataSource);
        return Sql.of("SELECT wrapped FROM person_key WHERE person_id = ?", unit).first(dataSource, row -> row.getBytes(1)).orElseThrow();
    }

    static String place(UUID account) {
        return "bank_account.sealed:" + account;
    }
}
