package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Who would lapse, or has to be reminded first: by the same rule and parameter by which the status itself is given. */
@ApplicationScoped
@Transactional
public class LapsingQueries {

    private static final String STATUS = "lapsed";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final MemberRules rules;
    private final ParameterQueries parameters;
    private final Clock clock;

    LapsingQueries(AgroalDataSource dataSource, UnitTree tree, MemberRules rules, ParameterQueries parameters, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.rules = rules;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** Of a unit and all below it, whose dues are missing for long enough. Empty where the jurisdiction has no such rule on that day. @param on null for today; {@code reminded} null for both */
    public Page<LapsingView> list(UnitScope scope, UUID unit, LocalDate on, Boolean reminded, PageRequest page) {
        UnitRef asked = tree.require(unit, scope);
        LocalDate day = on == null ? Zones.today(clock, asked.jurisdiction()) : on;
        StatusRule rule = rules.status(asked.jurisdiction(), STATUS, day);
        Optional<ParameterView.Value> months = parameters.value(asked.jurisdiction(), "lapse-after", day);
        if (rule.fromStatuses() == null || rule.fromStatuses().isEmpty() || months.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = new UnitScope(asked.id(), asked.path());
        Cursor after = page.after(1);
        Sql sql = Sql.of("SELECT m.id, m.code, m.full_name, m.restricted_since, m.unit_id, m.status, s.paid_up_to, r.reminded, "
                + "CASE WHEN r.reminded IS NOT NULL THEN (greatest(owing.since, r.reminded) + make_interval(months => months.least))::date END AS lapses_from "
                + "FROM (SELECT ?::int AS least) months CROSS JOIN member m LEFT JOIN member_standing s ON s.member_id = m.id "
                + "CROSS JOIN LATERAL (SELECT coalesce((s.paid_up_to + interval '1 month')::date, m.joined_on) AS since) owing "
                + "LEFT JOIN LATERAL (SELECT max(given_on) AS reminded FROM member_reminder x WHERE x.member_id = m.id AND x.given_on <= ?) r ON true "
                + "WHERE m.path >= ? AND m.path < ? AND m.ended_on IS NULL AND m.status = ANY (?) "
                + "AND owing.since + make_interval(months => months.least) <= ?", months.get().value(), day, range.from(), range.to(),
                rule.fromStatuses().toArray(String[]::new), day).given(after == null ? null : after.uuid(0), "AND m.id > ?");
        if (reminded != null) {
            sql.add(reminded ? "AND r.reminded IS NOT NULL" : "AND r.reminded IS NULL");
        }
        return Page.cut(sql.add("ORDER BY m.id LIMIT ?", page.limit + 1).list(dataSource, row -> LapsingView.of(row, rule)), page.limit,
                member -> Cursor.of(member.memberId()));
    }
}
