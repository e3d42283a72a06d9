package org.doanket.servicemap.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A rule of the map, from a day on: of the rows of one rule and subject that have begun the newest holds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MapRuleView(UUID id, String rule, String subject, LocalDate validFrom, Map<String, BigDecimal> values, String citation, boolean verified,
        OffsetDateTime cancelledAt, String cancelledWhy) {

    static MapRuleView of(MapRule rule, ResultSet row) throws SQLException {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (MapRule.Number number : rule.numbers()) {
            values.put(number.name(), row.getBigDecimal(number.column()));
        }
        return new MapRuleView(row.getObject("id", UUID.class), rule.code(), rule.hasSubjects() ? row.getString("subject") : null,
                row.getObject("valid_from", LocalDate.class), values, row.getString("citation"), row.getBoolean("verified"),
                row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }
}
