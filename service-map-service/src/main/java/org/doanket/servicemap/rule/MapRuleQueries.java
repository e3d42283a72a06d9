package org.doanket.servicemap.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class MapRuleQueries {

    private final AgroalDataSource dataSource;

    MapRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All rows, also those to come: they are few, and none is ever taken away that has begun. */
    List<MapRuleView> all() {
        List<MapRuleView> all = new ArrayList<>();
        for (MapRule rule : MapRule.values()) {
            all.addAll(Sql.of("SELECT * FROM " + rule.table() + " ORDER BY valid_from").list(dataSource, row -> read(rule, row)));
        }
        return all;
    }

    Optional<MapRuleView> one(MapRule rule, LocalDate validFrom) {
        return Sql.of("SELECT * FROM " + rule.table() + " WHERE valid_from = ?", validFrom).first(dataSource, row -> read(rule, row));
    }

    private static MapRuleView read(MapRule rule, ResultSet row) throws SQLException {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (MapRule.Number number : rule.numbers()) {
            values.put(number.name(), row.getBigDecimal(number.column()));
        }
        return new MapRuleView(rule.code(), row.getObject("valid_from", LocalDate.class), values, row.getString("citation"), row.getBoolean("verified"));
    }
}
