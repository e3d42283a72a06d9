package org.doanket.membership.standing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class StandingQueries {

    private static final int MOST_MONTHS = 24;

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    StandingQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** Always answered: a member of whom finance has said nothing has a standing without a month. */
    public StandingView of(UnitScope scope, UUID member) {
        return Sql.of("SELECT m.id, s.paid_up_to, s.told_at FROM member m LEFT JOIN member_standing s ON s.member_id = m.id "
                + "WHERE m.id = ? AND m.path >= ? AND m.path < ?", member, scope.from(), scope.to()).first(dataSource, row -> {
                    LocalDate month = row.getObject("paid_up_to", LocalDate.class);
                    return new StandingView(row.getObject("id", UUID.class), Optional.ofNullable(month).map(YearMonth::from).orElse(null),
                            row.getObject("told_at", OffsetDateTime.class));
                }).orElseThrow(() -> Problem.notFound("member"));
    }

    /** @throws Problem 404 no such unit in the scope */
    public UnitStandingView ofUnit(UnitScope scope, UUID unit) {
        tree.require(unit, scope);
        return new UnitStandingView(unit, Sql.of("SELECT s.* FROM unit_standing s WHERE s.unit_id = ? ORDER BY s.month DESC LIMIT ?", unit, MOST_MONTHS)
                .list(dataSource, row -> {
                    Money assessed = new Money(row.getLong("assessed"), row.getString("currency"));
                    Money collected = new Money(row.getLong("collected"), row.getString("currency"));
                    return new UnitStandingView.Month(YearMonth.from(row.getObject("month", LocalDate.class)), assessed, collected,
                            collected.amount() >= assessed.amount(), row.getObject("told_at", OffsetDateTime.class));
                }));
    }
}
