package org.doanket.finance.fund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.finance.rule.FundRuleQueries;
import org.doanket.finance.rule.FundRuleView;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.finance.rule.RuleView.FigureView;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** What employers are late with, and what the law says may follow from that. */
@ApplicationScoped
@Transactional
public class FundArrearsQueries {

    private static final List<String> FINES = List.of("fine-late", "fine-unpaid");
    private static final String ARREARS = """
        SELECT e.id, e.no, e.tax_code, e.name, e.jurisdiction, e.employer_group, m.currency, count(*) AS months, min(m.month) AS oldest,
               sum(m.assessed - m.relieved - m.paid) AS overdue
          FROM""";
    private static final String OVERDUE = """
        JOIN employer e ON e.no = m.employer_no JOIN unit_ref u ON u.id = m.unit_id
         WHERE m.assessed - m.relieved > m.paid AND m.due_on < ? AND u.path >= ? AND u.path < ?""";

    private final AgroalDataSource dataSource;
    private final FundRuleQueries rules;
    private final RuleQueries common;

    FundArrearsQueries(AgroalDataSource dataSource, FundRuleQueries rules, RuleQueries common) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.common = common;
    }

    /** @param asOf months that were due before that day, and what was paid of them up to it */
    public Page<FundView.Arrears> arrears(UnitScope range, UUID only, UUID employer, LocalDate asOf, LocalDate today, PageRequest page) {
        Cursor after = page.after(1);
        Map<String, Optional<FundRuleView>> known = new HashMap<>();
        Map<String, Optional<FigureView>> doubled = new HashMap<>();
        List<FundView.Arrears> rows = FundMonths.asOf(Sql.of(ARREARS), asOf, today).add(OVERDUE, asOf, range.from(), range.to()).given(only, "AND m.unit_id = ?")
                .given(employer, "AND e.id = ?").given(after == null ? null : after.number(0), "AND e.no > ?")
                .add("GROUP BY e.id, m.currency ORDER BY e.no LIMIT ?", page.limit + 1)
                .list(dataSource, row -> arrears(row, (kind, of) -> known.computeIfAbsent(kind + ' ' + of.jurisdiction() + ' ' + of.group(),
                        once -> rules.rule(of.jurisdiction(), kind, of.group(), asOf)), doubled.computeIfAbsent(row.getString("jurisdiction"),
                        once -> common.figureOn(once, "fine-of-organisations", asOf))));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.employerNo()));
    }

    private record Whose(String jurisdiction, String group) {
    }

    private interface RuleOf {
        Optional<FundRuleView> find(String kind, Whose whose);
    }

    private static FundView.Arrears arrears(ResultSet row, RuleOf rule, Optional<FigureView> ofOrganisations) throws SQLException {
        Money overdue = new Money(row.getLong("overdue"), row.getString("currency"));
        Whose whose = new Whose(row.getString("jurisdiction"), row.getString("employer_group"));
        List<FundView.Fine> fines = FINES.stream().flatMap(kind -> rule.find(kind, whose).stream()).map(each -> fine(each, overdue, ofOrganisations))
                .toList();
        FundView.Remedy remedy = Stream.of("remedy").flatMap(kind -> rule.find(kind, whose).stream())
                .map(each -> new FundView.Remedy(each.days(), each.citation(), each.verified())).findFirst().orElse(null);
        FundView.LateFee lateFee = rule.find("late-fee", whose).map(each -> new FundView.LateFee(each.part(), each.citation(), each.verified()))
                .orElse(null);
        return new FundView.Arrears(row.getObject("id", UUID.class), row.getLong("no"), row.getString("tax_code"), row.getString("name"),
                row.getInt("months"), YearMonth.from(row.getObject("oldest", LocalDate.class)), overdue, fines, remedy, lateFee);
    }

    private static FundView.Fine fine(FundRuleView rule, Money due, Optional<FigureView> ofOrganisations) {
        long cap = rule.amount() == null ? Long.MAX_VALUE : rule.amount().amount();
        long most = rule.upTo().floorOf(due.amount());
        Money from = new Money(Math.min(cap, rule.part().floorOf(due.amount())), due.currency());
        Money to = new Money(Math.min(cap, most), due.currency());
        return new FundView.Fine(rule.kind(), from, to, rule.kind().equals("fine-late") && most <= cap, most > cap, rule.citation(),
                rule.verified(), ofOrganisations.map(figure -> new FundView.OfOrganisation(times(figure.value(), from), times(figure.value(), to),
                figure.citation(), figure.verified())).orElse(null));
    }

    private static Money times(Ratio factor, Money amount) {
        return new Money(factor.floorOf(amount.amount()), amount.currency());
    }
}
