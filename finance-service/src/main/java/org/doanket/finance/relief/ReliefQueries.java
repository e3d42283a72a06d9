package org.doanket.finance.relief;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.relief.ReliefView.Cell;
import org.doanket.finance.relief.ReliefView.Control;
import org.doanket.finance.relief.ReliefView.Distribution;
import org.doanket.finance.relief.ReliefView.Drive;
import org.doanket.finance.relief.ReliefView.ReliefRule;
import org.doanket.finance.relief.ReliefView.DriveTotal;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** What is public of drives is sums and places, read by the worker's login: who asks without a token has no scope to read them in. */
@ApplicationScoped
@Transactional
public class ReliefQueries {

    private static final String DRIVES = """
        SELECT d.*, u.name AS unit_name, u.jurisdiction, CASE WHEN clock_timestamp() < d.opens_at THEN 'planned'
               WHEN clock_timestamp() < d.closes_at THEN 'open' ELSE 'closed' END AS state, r.citation AS rule,
               d.account_approved_at IS NOT NULL AS account_approved
          FROM relief_drive d JOIN unit_ref u ON u.id = d.unit_id
          LEFT JOIN LATERAL (SELECT citation FROM relief_rule r WHERE r.jurisdiction = u.jurisdiction AND r.kind = 'intake-window'
                AND r.valid_from <= d.opens_at ORDER BY r.valid_from DESC LIMIT 1) r ON true WHERE true""";
    private static final String IN = "SELECT kind, sum(amount)::bigint AS amount, max(currency) AS currency, sum(quantity) AS quantity, "
            + "goods, measure, count(*) AS count, NULL::bigint AS recipients FROM contribution WHERE drive_id = ? AND state = 'received' "
            + "GROUP BY kind, goods, measure ORDER BY kind, goods, measure";
    private static final String OUT = "SELECT kind, sum(amount)::bigint AS amount, ? AS currency, sum(quantity) AS quantity, goods, "
            + "measure, count(*) AS count, sum(recipients) AS recipients FROM relief_distribution WHERE drive_id = ? AND state = 'given' "
            + "GROUP BY kind, goods, measure ORDER BY kind, goods, measure";
    private static final String CELLS = "SELECT place, kind, sum(amount)::bigint AS amount, ? AS currency, sum(quantity) AS quantity, "
            + "goods, measure, sum(recipients) AS recipients FROM relief_distribution WHERE drive_id = ? AND state = 'given' "
            + "GROUP BY place, kind, goods, measure ORDER BY kind, goods, measure, sum(recipients), place";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;

    ReliefQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker) {
        this.dataSource = dataSource;
        this.worker = worker;
    }

    @Unscoped("drives are public by law; there is nothing but what was published")
    public Page<Drive> drives(UUID unit, UUID movement, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<Drive> rows = Sql.of("SELECT * FROM (" + DRIVES + ") d WHERE true").given(unit, "AND d.unit_id = ?")
                .given(movement, "AND d.movement_id = ?").given(state, "AND d.state = ?").given(after == null ? null : after.uuid(0),
                "AND d.id < ?").add("ORDER BY d.id DESC LIMIT ?", page.limit + 1).list(dataSource, Drive::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    @Unscoped("as above")
    public Optional<Drive> drive(UUID id) {
        return Sql.of(DRIVES).add("AND d.id = ?", id).first(dataSource, Drive::of);
    }

    /** The page that the law wants: totals in and out, and who got it by place, without anybody being recognisable. */
    @Unscoped("public: sums by kind and place, none of fewer people than the rule allows")
    public Optional<Drive> published(UUID id) {
        return drive(id).map(drive -> {
            List<DriveTotal> in = Sql.of(IN, id).list(worker, DriveTotal::of);
            List<DriveTotal> out = Sql.of(OUT, drive.currency(), id).list(worker, DriveTotal::of);
            List<Cell> cells = Sql.of(CELLS, drive.currency(), id).list(worker, Cell::of);
            return drive.with(in, out, left(drive.currency(), in, out), PublishedCells.of(cells, leastCell(drive.jurisdiction())));
        });
    }

    public Page<Distribution> distributions(UnitScope scope, UUID drive, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<Distribution> rows = Sql.of("SELECT x.*, d.currency FROM relief_distribution x JOIN relief_drive d ON d.id = x.drive_id "
                + "JOIN unit_ref u ON u.id = x.unit_id WHERE x.drive_id = ? AND u.path >= ? AND u.path < ?", drive, scope.from(),
                scope.to()).given(state, "AND x.state = ?").given(after == null ? null : after.uuid(0), "AND x.id < ?")
                .add("ORDER BY x.id DESC LIMIT ?", page.limit + 1).list(dataSource, Distribution::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<Distribution> distribution(UnitScope scope, UUID id) {
        return Sql.of("SELECT x.*, d.currency FROM relief_distribution x JOIN relief_drive d ON d.id = x.drive_id JOIN unit_ref u ON u.id "
                + "= x.unit_id WHERE x.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to())
                .first(dataSource, Distribution::of);
    }

    public Page<Control> controls(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = Sql.of("SELECT c.* FROM relief_control c JOIN unit_ref u ON u.id = c.unit_id WHERE u.path >= ? AND u.path < ?",
                range.from(), range.to()).given(only, "AND c.unit_id = ?");
        if (after != null) {
            sql.add("AND (c.unit_id, c.currency) > (?, ?)", after.uuid(0), after.text(1));
        }
        List<Control> rows = sql.add("ORDER BY c.unit_id, c.currency LIMIT ?", page.limit + 1).list(dataSource, row -> {
            String currency = row.getString("currency");
            long sub = row.getLong("sub_ledger");
            long control = row.getLong("control");
            return new Control(row.getObject("unit_id", UUID.class), new Money(sub, currency), new Money(control, currency),
                    sub == control);
        });
        return Page.cut(rows, page.limit, row -> Cursor.of(row.unit(), row.control().currency()));
    }

    @Unscoped("rules are the same for every unit")
    public Page<ReliefRule> rules(String jurisdiction, LocalDate on, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = on == null ? Sql.of("SELECT * FROM relief_rule r WHERE true")
                : Sql.of("SELECT * FROM (SELECT DISTINCT ON (jurisdiction, kind) * FROM relief_rule WHERE valid_from <= ? "
                        + "ORDER BY jurisdiction, kind, valid_from DESC) r WHERE true", on);
        List<ReliefRule> rows = sql.given(jurisdiction, "AND r.jurisdiction = ?").given(after == null ? null : after.uuid(0),
                "AND r.id > ?").add("ORDER BY r.id LIMIT ?", page.limit + 1).list(dataSource, ReliefRule::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    @Unscoped("as above")
    public Optional<ReliefRule> rule(UUID id) {
        return Sql.of("SELECT * FROM relief_rule WHERE id = ?", id).first(dataSource, ReliefRule::of);
    }

    private int leastCell(String jurisdiction) {
        return Sql.of("SELECT value FROM relief_rule WHERE jurisdiction = ? AND kind = 'least-cell' AND valid_from <= current_date "
                + "ORDER BY valid_from DESC LIMIT 1", jurisdiction).first(dataSource, row -> row.getInt(1)).orElse(1);
    }

    private static Money left(String currency, List<DriveTotal> in, List<DriveTotal> out) {
        long rest = cash(in) - cash(out);
        return new Money(rest, currency);
    }

    private static long cash(List<DriveTotal> totals) {
        return totals.stream().filter(each -> each.kind().equals("cash")).mapToLong(each -> each.amount().amount()).sum();
    }
}
