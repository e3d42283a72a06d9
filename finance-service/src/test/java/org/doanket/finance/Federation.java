package org.doanket.finance;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.platform.sql.Sql;

/** Units and members as the listeners would have learned them, for tests. */
@ApplicationScoped
public class Federation {

    private static final AtomicInteger NUMBERS = new AtomicInteger(100);
    private static final LocalDate FOUNDED = LocalDate.of(2010, 1, 1);

    private final AgroalDataSource worker;

    Federation(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    /** A province with a commune union, a grass-roots union in it, a sibling of that, and a province elsewhere. */
    public record Tree(UUID province, UUID commune, UUID unit, UUID sibling, UUID elsewhere) {
    }

    public Tree tree() {
        UUID province = unit(null, "vn");
        UUID commune = unit(province, "vn");
        return new Tree(province, commune, unit(commune, "vn"), unit(commune, "vn"), unit(null, "vn"));
    }

    public UUID unit(UUID parent, String jurisdiction) {
        int number = NUMBERS.incrementAndGet();
        UUID id = UUID.randomUUID();
        String above = parent == null ? "/" : Sql.of("SELECT path FROM unit_ref WHERE id = ?", parent)
                .first(worker, row -> row.getString(1)).orElseThrow();
        Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) "
                + "VALUES (?, ?, ?, ?, 'grass-roots-union', 'grass-roots', ?, ?, ?, '2010-01-01', 1)", id, "U" + number,
                "Unit " + number, "unit " + number, jurisdiction, parent, above + number + "/").run(worker);
        return id;
    }

    /** An active member since 2010. */
    public UUID member(UUID unit, String code, String duesKind) {
        return learn(UUID.randomUUID(), FOUNDED, unit, code, "active", duesKind);
    }

    public UUID learn(UUID member, LocalDate day, UUID unit, String code, String status, String duesKind) {
        Sql.of("SELECT learn_member(?, ?, ?, ?, ?, 'employee', ?, NULL, ?, ?)", member, day, unit, code, "Member " + code, status, FOUNDED, duesKind)
                .run(worker);
        return member;
    }

    public void pay(UUID member, String month, String column, long amount) {
        Sql.of("INSERT INTO pay_record (month, member_no, version, unit_id, " + column + ", import_no) SELECT ?::date, no, "
                + "coalesce((SELECT max(version) FROM pay_record p WHERE p.member_no = m.no AND p.month = ?::date), 0) + 1, unit_id, ?, 0 "
                + "FROM member_ref m WHERE id = ?", month + "-01", month + "-01", amount, member).run(worker);
    }

    public void away(UUID member, String kind, String from, String to) {
        Sql.of("INSERT INTO absence (member_no, kind, from_date, to_date, unit_id, import_no) SELECT no, ?, ?::date, ?::date, unit_id, 0 "
                + "FROM member_ref WHERE id = ?", kind, from, to, member).run(worker);
    }

    public String path(UUID unit) {
        return Sql.of("SELECT path FROM unit_ref WHERE id = ?", unit).first(worker, row -> row.getString(1)).orElseThrow();
    }

    public long number(String sql, Object... values) {
        return Sql.of(sql, values).first(worker, row -> row.getLong(1)).orElseThrow();
    }

    public interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** One transaction of the worker's login. */
    public void transaction(Work work) {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
