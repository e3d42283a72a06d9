package org.doanket.membership.kind;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** The kinds of units that a jurisdiction knows: reference data. */
@ApplicationScoped
@Transactional
@Unscoped("the same for everybody")
public class UnitKindQueries {

    private final AgroalDataSource dataSource;

    UnitKindQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether a unit may be of that kind. */
    public boolean exists(String jurisdiction, String code) {
        return Sql.of("SELECT 1 FROM unit_kind WHERE jurisdiction = ? AND code = ? AND is_used", jurisdiction, code)
                .first(dataSource, row -> true).isPresent();
    }

    /** Whether people found such a unit, and not units: of a union above the grass roots the members are those of the unions below. */
    public boolean isGrassRoots(String jurisdiction, String code) {
        return Sql.of("SELECT 1 FROM unit_kind WHERE jurisdiction = ? AND code = ? AND level = 'grass-roots'", jurisdiction, code)
                .first(dataSource, row -> true).isPresent();
    }

    public List<UnitKindView> list(String jurisdiction) {
        return Sql.of("SELECT jurisdiction, code, level, is_used, name_" + Language.current().getLanguage() + " AS name FROM unit_kind WHERE true")
                .given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY jurisdiction DESC, code")
                .list(dataSource, row -> new UnitKindView(row.getString("jurisdiction"), row.getString("code"), row.getString("level"),
                        row.getString("name"), row.getBoolean("is_used")));
    }
}
