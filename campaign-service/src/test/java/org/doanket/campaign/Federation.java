package org.doanket.campaign;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** Units for one test, set into the replica as the unit listener would: a province, two communes, a grass-roots unit, a stranger. */
@ApplicationScoped
public class Federation {

    /** The units of one test. */
    public record Units(UUID province, UUID commune, UUID grassroots, UUID sibling, UUID stranger) {
    }

    private final AgroalDataSource worker;

    Federation(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    public Units found() {
        UUID province = unit("province", null);
        UUID commune = unit("upper", province);
        return new Units(province, commune, unit("grass-roots", commune), unit("upper", province), unit("province", null));
    }

    public UUID unit(String level, UUID parent) {
        UUID id = Ids.next();
        String above = parent == null ? "/" : path(parent);
        String name = "Công đoàn " + level + " " + number();
        Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, 'vn', ?, ?, ?, 1)", id, "U-" + id, name, SearchForm.of(name), "cdcs", level, parent,
                above + number() + "/", LocalDate.of(2020, 1, 1)).run(worker);
        return id;
    }

    /** Re-parents a unit and all below it. */
    public void move(UUID unit, UUID to) {
        String from = path(unit);
        String under = path(to) + number() + "/";
        Sql.of("UPDATE unit_ref SET path = ? || substr(path, ?), parent_id = CASE WHEN id = ? THEN ?::uuid ELSE parent_id END, "
                + "version = version + 1 WHERE starts_with(path, ?)", under, from.length() + 1, unit, to, from).run(worker);
    }

    /** As membership tells it. @param on the first day on which it is there no more */
    public void end(UUID unit, LocalDate on, UUID... successors) {
        Sql.of("UPDATE unit_ref SET valid_to = ?, successors = ?::uuid[], version = version + 1 WHERE id = ?", on, Sql.column(List.of(successors), each -> each), unit)
                .run(worker);
    }

    public String code(UUID unit) {
        return Sql.of("SELECT code FROM unit_ref WHERE id = ?", unit).first(worker, row -> row.getString(1)).orElseThrow();
    }

    public String path(UUID unit) {
        return Sql.of("SELECT path FROM unit_ref WHERE id = ?", unit).first(worker, row -> row.getString(1)).orElseThrow();
    }

    public AgroalDataSource worker() {
        return worker;
    }

    private long number() {
        return Sql.of("SELECT coalesce(max(split_part(path, '/', 2)::bigint), 0) + floor(random() * 1e9)::bigint FROM unit_ref")
                .first(worker, row -> row.getLong(1)).orElseThrow() % 1_000_000_000L + 1;
    }
}
