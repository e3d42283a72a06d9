package org.doanket.membership.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Sizes of bodies. In force is the latest rule for a body and kind of unit that has begun and was not cancelled. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class SizeRuleQueries {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;

    SizeRuleQueries(AgroalDataSource dataSource, DatedRules rules) {
        this.dataSource = dataSource;
        this.rules = rules;
    }

    /** None where a body of such a unit may be of any size. */
    public Optional<SizeRuleView> inForce(String jurisdiction, String bodyKind, String unitKind, LocalDate day) {
        RuleFilter filter = new RuleFilter();
        filter.jurisdiction = jurisdiction;
        filter.asOf = day;
        return rules.page(SizeRuleView.TABLE, filter, Map.of("body_kind", bodyKind, "unit_kind", unitKind), new PageRequest()).items().stream().findFirst();
    }

    /** On a day, that may be to come. */
    boolean knows(String jurisdiction, String bodyKind, String unitKind, LocalDate day) {
        return Sql.of("SELECT 1 FROM body_kinds_on(?) b JOIN unit_kind u ON u.jurisdiction = b.jurisdiction AND u.level = ANY (b.levels) "
                + "WHERE b.jurisdiction = ? AND b.code = ? AND u.code = ?", day, jurisdiction, bodyKind, unitKind)
                .first(dataSource, row -> true).isPresent();
    }
}
