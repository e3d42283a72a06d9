package org.doanket.finance.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleTable;

/** A rule of the employers' fund as it is shown. {@code verified}: read in the source that is cited. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FundRuleView(UUID id, String jurisdiction, String kind, String group, LocalDate validFrom, LocalDate validTo, Ratio part,
Ratio upTo, Integer months, Integer days, Money amount, String citation, boolean verified, OffsetDateTime cancelledAt,
String cancelledWhy) {

    static final RuleTable<FundRuleView> TABLE = RuleTable.of("fund_rule", List.of("jurisdiction", "kind", "employer_group"), FundRuleView::of).ending().backDated()
            .reading("(SELECT j.currency FROM jurisdiction j WHERE j.code = r.jurisdiction) AS currency");

    static FundRuleView of(ResultSet row) throws SQLException {
        String group = row.getString("employer_group");
        Long amount = row.getObject("amount", Long.class);
        return new FundRuleView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("kind"),
                group.isEmpty() ? null : group, row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class),
                ratio(row, "part"), ratio(row, "up_to"), row.getObject("months", Integer.class), row.getObject("days", Integer.class),
                amount == null ? null : new Money(amount, row.getString("currency")), row.getString("citation"), row.getBoolean("verified"),
                row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }

    private static Ratio ratio(ResultSet row, String name) throws SQLException {
        Long numerator = row.getObject(name + "_num", Long.class);
        return numerator == null ? null : new Ratio(numerator, row.getLong(name + "_den"));
    }
}
