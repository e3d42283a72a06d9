package org.doanket.finance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;

/** Units and members as the listeners would have learned them, for tests. */
@ApplicationScoped
public class Federation {

    private static final AtomicInteger NUMBERS = new AtomicInteger(100);
    private static final LocalDate FOUNDED = LocalDate.of(2010, 1, 1);

    private final AgroalDataSource worker;
    private final Instance<FactListener> listeners;
    private final ObjectMapper json;

    Federation(@DataSource("worker") AgroalDataSource worker, @Any Instance<FactListener> listeners, ObjectMapper json) {
        this.worker = worker;
        this.listeners = listeners;
        this.json = json;
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
        transaction(connection -> members().on(fact(member, day, unit, code, status, duesKind), connection));
        return member;
    }

    /** By the listener itself, so that nothing is there which a fact could not have brought. */
    public FactListener members() {
        return listeners.stream().filter(listener -> listener.name().equals("members")).findFirst().orElseThrow();
    }

    /** As if the fact of the admission had named another category. */
    public void categorise(UUID member, String category) {
        Sql.of("WITH ref AS (UPDATE member_ref SET category = ? WHERE id = ? RETURNING no) UPDATE member_span s SET category = ? FROM ref "
                + "WHERE s.member_no = ref.no", category, member, category).run(worker);
    }

    public ReceivedFact fact(UUID member, LocalDate day, UUID unit, String code, String status, String duesKind) {
        Map<String, Object> data = new HashMap<>(Map.of("id", member, "unitId", unit, "code", code, "displayName", "Member " + code,
                "category", "employee", "status", status, "since", FOUNDED.toString()));
        data.put("duesKind", duesKind);
        return new ReceivedFact(UUID.randomUUID(), "member-admitted", member, 1, day.atTime(9, 0).toInstant(ZoneOffset.UTC), json.valueToTree(data));
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

    public UUID payImport(UUID unit) {
        return Sql.of("SELECT id FROM pay_import WHERE unit_id = ?", unit).first(worker, row -> row.getObject(1, UUID.class)).orElseThrow();
    }

    public String path(UUID unit) {
        return Sql.of("SELECT path FROM unit_ref WHERE id = ?", unit).first(worker, row -> row.getString(1)).orElseThrow();
    }

    public long number(String sql, Object... values) {
        return Sql.of(sql, values).first(worker, row -> row.getLong(1)).orElseThrow();
    }

    public String text(String sql, Object... values) {
        return Sql.of(sql, values).first(worker, row -> row.getString(1)).orElseThrow();
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
