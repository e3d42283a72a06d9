package org.doanket.membership.charter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class CharterQueries {

    /** A kind of rule: its table, what a row is about, and how it is read. */
    enum Kind {
        ADMISSION("admission_rule", "category, unit_kind", CharterView.Admission::of),
        STATUS("status_rule", "status", CharterView.Status::of),
        RETURN("return_rule", "former_status", CharterView.Return::of),
        OFFICE("office_role_rule", "body_kind, position, level", CharterView.OfficeRoles::of),
        REASON("status_reason", "status, code", CharterView.Reason::of),
        RETENTION("retention_rule", "code", CharterView.Retention::of),
        UNIT_KIND("unit_kind_rule", "code", CharterView.UnitKind::of),
        NATIONAL_ID("national_id_rule", "code", CharterView.NationalId::of);

        final String table;
        final String about;
        private final Sql.RowReader<? extends CharterView> reader;

        Kind(String table, String about, Sql.RowReader<? extends CharterView> reader) {
            this.table = table;
            this.about = about;
            this.reader = reader;
        }

        String noun() {
            return table.replace('_', '-');
        }
    }

    private final AgroalDataSource dataSource;

    CharterQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Few rows: a handful for each category or status. @param asOf null for all, also those to come, those that were followed and those cancelled */
    @Unscoped("rules are the same for every unit")
    <T extends CharterView> List<T> list(Kind kind, Class<T> type, String jurisdiction, LocalDate asOf) {
        Sql sql = asOf == null ? Sql.of("SELECT r.* FROM " + kind.table + " r WHERE true")
                : Sql.of("SELECT r.* FROM (SELECT DISTINCT ON (jurisdiction, " + kind.about + ") * FROM " + kind.table
                        + " WHERE valid_from <= ? AND cancelled_at IS NULL ORDER BY jurisdiction, " + kind.about + ", valid_from DESC) r WHERE true", asOf);
        return sql.given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY jurisdiction, " + kind.about + ", valid_from, id")
                .list(dataSource, row -> type.cast(kind.reader.read(row)));
    }

    @Unscoped("rules are the same for every unit")
    <T extends CharterView> T one(Kind kind, Class<T> type, UUID id) {
        return Sql.of("SELECT * FROM " + kind.table + " WHERE id = ?", id).first(dataSource, row -> type.cast(kind.reader.read(row)))
                .orElseThrow(() -> Problem.notFound(kind.noun()));
    }

    @Unscoped("words are the same for every unit")
    boolean knowsStatus(String code) {
        return isThere("SELECT 1 FROM member_status WHERE code = ?", code);
    }

    @Unscoped("words are the same for every unit")
    boolean knowsCategory(String code) {
        return isThere("SELECT 1 FROM member_category WHERE code = ?", code);
    }

    @Unscoped("words are the same for every unit")
    boolean knowsOffice(String jurisdiction, String bodyKind, String position, String level) {
        return isThere("SELECT 1 FROM body_position p JOIN body_kind k ON k.jurisdiction = p.jurisdiction AND k.code = p.body_kind "
                + "WHERE p.jurisdiction = ? AND p.body_kind = ? AND p.code = ? AND ? = ANY (k.levels)", jurisdiction, bodyKind, position, level);
    }

    @Unscoped("words are the same for every unit")
    boolean knowsDuesKind(String jurisdiction, String code) {
        return isThere("SELECT 1 FROM member_dues_kind WHERE jurisdiction = ? AND code = ?", jurisdiction, code);
    }

    @Unscoped("words are the same for every unit")
    boolean knowsLevel(String jurisdiction, String level) {
        return isThere("SELECT 1 FROM unit_kind_code WHERE jurisdiction = ? AND level = ?", jurisdiction, level);
    }

    /** Of a kind that there is, or will be. */
    @Unscoped("words are the same for every unit")
    Optional<String> level(String jurisdiction, String unitKind) {
        return Sql.of("SELECT level FROM unit_kind_code WHERE jurisdiction = ? AND code = ?", jurisdiction, unitKind)
                .first(dataSource, row -> row.getString(1));
    }

    @Unscoped("words are the same for every unit")
    boolean knowsUnitKind(String jurisdiction, String code) {
        return isThere("SELECT 1 FROM unit_kind WHERE jurisdiction = ? AND code = ?", jurisdiction, code);
    }

    private boolean isThere(String select, Object... values) {
        return Sql.of(select, values).first(dataSource, row -> true).isPresent();
    }
}
