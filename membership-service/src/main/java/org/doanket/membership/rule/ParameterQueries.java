package org.doanket.membership.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** What the rules say. In force is the latest row of its kind that has begun and was not cancelled. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class ParameterQueries {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;

    ParameterQueries(AgroalDataSource dataSource, DatedRules rules) {
        this.dataSource = dataSource;
        this.rules = rules;
    }

    /** What a list of parameters may be narrowed by. */
    public static class Filter extends RuleFilter {

        @QueryParam("name")
        public String name;

        @QueryParam("subject")
        public String subject;
    }

    /** The figure in force on a day; none where the jurisdiction has no such rule. */
    public Optional<ParameterView.Value> value(String jurisdiction, String name, LocalDate day) {
        return value(jurisdiction, name, "", day);
    }

    /** The figure for this subject in force on a day; where it has none of its own, that for all. */
    public Optional<ParameterView.Value> value(String jurisdiction, String name, String subject, LocalDate day) {
        return inForce("<>", jurisdiction, name, subject, day).first(dataSource, ParameterView.Value::of);
    }

    /** The same of a share. */
    public Optional<Ratio> share(String jurisdiction, String name, String subject, LocalDate day) {
        return inForce("=", jurisdiction, name, subject, day)
                .first(dataSource, row -> new Ratio(row.getLong("numerator"), row.getLong("denominator")));
    }

    /** The same of a share, with where it stands. */
    public Optional<ParameterView.Share> citedShare(String jurisdiction, String name, String subject, LocalDate day) {
        return inForce("=", jurisdiction, name, subject, day).first(dataSource, ParameterView.Share::of);
    }

    public List<ParameterKindView> kinds() {
        return Sql.of("SELECT * FROM parameter_kind ORDER BY name").list(dataSource, ParameterKindView::of);
    }

    Optional<ParameterKindView> kind(String name) {
        return Sql.of("SELECT * FROM parameter_kind WHERE name = ?", name).first(dataSource, ParameterKindView::of);
    }

    public Page<ParameterView> list(Filter filter, PageRequest page) {
        Map<String, String> equal = new HashMap<>();
        equal.put("name", filter.name);
        equal.put("subject", filter.subject);
        return rules.page(ParameterView.TABLE, filter, equal, page);
    }

    private static Sql inForce(String isShare, String jurisdiction, String name, String subject, LocalDate day) {
        return Sql.of("SELECT * FROM parameter WHERE jurisdiction = ? AND name = ? AND subject IN (?, '') AND valid_from <= ? "
                + "AND cancelled_at IS NULL AND unit_of_measure " + isShare + " 'share' ORDER BY subject DESC, valid_from DESC LIMIT 1",
                jurisdiction, name, subject, day);
    }
}
