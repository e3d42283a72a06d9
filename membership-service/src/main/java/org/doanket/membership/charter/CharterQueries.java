package org.doanket.membership.charter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Optional;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("words are the same for every unit")
public class CharterQueries {

    private final AgroalDataSource dataSource;

    CharterQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    boolean knowsStatus(String code) {
        return isThere("SELECT 1 FROM member_status WHERE code = ?", code);
    }

    boolean knowsCategory(String code) {
        return isThere("SELECT 1 FROM member_category WHERE code = ?", code);
    }

    /** On a day, that may be to come. */
    boolean knowsOffice(String jurisdiction, String bodyKind, String position, String level, LocalDate day) {
        return isThere("SELECT 1 FROM body_positions_on(?) p JOIN body_kinds_on(?) k ON k.jurisdiction = p.jurisdiction AND k.code = p.body_kind "
                + "WHERE p.jurisdiction = ? AND p.body_kind = ? AND p.code = ? AND ? = ANY (k.levels)", day, day, jurisdiction, bodyKind, position, level);
    }

    boolean knowsDuesKind(String jurisdiction, String code) {
        return isThere("SELECT 1 FROM member_dues_kind WHERE jurisdiction = ? AND code = ?", jurisdiction, code);
    }

    boolean knowsLevel(String jurisdiction, String level) {
        return isThere("SELECT 1 FROM unit_kind_code WHERE jurisdiction = ? AND level = ?", jurisdiction, level);
    }

    /** Of a kind that there is, or will be. */
    Optional<String> level(String jurisdiction, String unitKind) {
        return Sql.of("SELECT level FROM unit_kind_code WHERE jurisdiction = ? AND code = ?", jurisdiction, unitKind)
                .first(dataSource, row -> row.getString(1));
    }

    boolean knowsUnitKind(String jurisdiction, String code) {
        return isThere("SELECT 1 FROM unit_kind WHERE jurisdiction = ? AND code = ?", jurisdiction, code);
    }

    private boolean isThere(String select, Object... values) {
        return Sql.of(select, values).first(dataSource, row -> true).isPresent();
    }
}
