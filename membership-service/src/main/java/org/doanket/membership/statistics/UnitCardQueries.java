package org.doanket.membership.statistics;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class UnitCardQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final ObjectMapper json;
    private final Clock clock;

    UnitCardQueries(AgroalDataSource dataSource, UnitTree tree, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.json = json;
        this.clock = clock;
    }

    /** An empty one where none was written by that day. */
    public UnitCardView one(UnitScope scope, UUID unit, LocalDate asOf) {
        tree.require(unit, scope);
        return Sql.of("SELECT * FROM unit_card WHERE unit_id = ?", unit).given(asOf, "AND valid_from <= ?").add("ORDER BY valid_from DESC LIMIT 1")
                .first(dataSource, row -> UnitCardView.of(row, json)).orElse(UnitCardView.none(unit));
    }

    @Unscoped("the same for everybody")
    public List<UnitCardView.Ownership> ownerships(String jurisdiction) {
        return Sql.of("SELECT o.*, o.name_" + Language.current().getLanguage() + " AS name FROM ownerships_on(?) o WHERE o.is_used", Zones.today(clock))
                .given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY jurisdiction DESC, code")
                .list(dataSource, row -> new UnitCardView.Ownership(row.getString("jurisdiction"), row.getString("code"), row.getString("name"),
                        row.getString("citation"), row.getBoolean("verified")));
    }
}
