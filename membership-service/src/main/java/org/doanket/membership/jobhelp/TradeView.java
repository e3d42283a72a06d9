package org.doanket.membership.jobhelp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a trade is called from a day on. @param used false: nothing is sorted under it from that day on */
@Schema(name = "JobTradeRule")
public record TradeView(UUID id, String jurisdiction, String code, LocalDate validFrom, CharterCommand.Names name, boolean used, String citation,
        boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    static final RuleTable<TradeView> TABLE = RuleTable.of("job_trade_rule", List.of("jurisdiction", "code"), TradeView::of);

    private static TradeView of(ResultSet row) throws SQLException {
        return new TradeView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"), row.getObject("valid_from", LocalDate.class),
                new CharterCommand.Names(row.getString("name_vi"), row.getString("name_en"), row.getString("name_zh")), row.getBoolean("is_used"),
                row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }
}
