package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.rule.RuleTable;

/** Which papers a step needs from a day on. @param unit that set it; none: the jurisdiction's. {@code score}: a panel must have scored the model */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidenceRuleView(UUID id, String jurisdiction, UUID unit, String step, LocalDate validFrom, List<String> kinds, boolean score,
        String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    static final RuleTable<EvidenceRuleView> TABLE = RuleTable.of("evidence_rule", List.of("jurisdiction", "unit_id", "step"), EvidenceRuleView::of);

    static EvidenceRuleView of(ResultSet row) throws SQLException {
        return new EvidenceRuleView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getObject("unit_id", UUID.class),
                row.getString("step"), row.getObject("valid_from", LocalDate.class), List.of((String[]) row.getArray("kinds").getArray()),
                row.getBoolean("score"), row.getString("citation"), row.getBoolean("verified"),
                row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }

    static String citations(List<EvidenceRuleView> rules) {
        return rules.stream().map(EvidenceRuleView::citation).distinct().collect(Collectors.joining("; "));
    }
}
