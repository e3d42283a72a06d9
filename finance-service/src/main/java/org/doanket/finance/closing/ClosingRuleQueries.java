package org.doanket.finance.closing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.closing.ClosingView.DatedRule;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("the rules of closings are the same for every unit")
public class ClosingRuleQueries {

    private static final String ON = "SELECT * FROM (SELECT DISTINCT ON (code) * FROM closing_rule WHERE cancelled_at IS NULL AND valid_from <= ? "
            + "ORDER BY code, valid_from DESC) r WHERE true";

    private final AgroalDataSource dataSource;

    ClosingRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param on only those in force that day; all rows if null */
    public Page<DatedRule> rules(LocalDate on, PageRequest page) {
        Cursor after = page.after(1);
        List<DatedRule> rows = (on == null ? Sql.of("SELECT * FROM closing_rule r WHERE true") : Sql.of(ON, on))
                .given(after == null ? null : after.uuid(0), "AND r.id > ?").add("ORDER BY r.id LIMIT ?", page.limit + 1)
                .list(dataSource, ClosingRuleQueries::rule);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    Optional<DatedRule> rule(UUID id) {
        return Sql.of("SELECT * FROM closing_rule WHERE id = ?", id).first(dataSource, ClosingRuleQueries::rule);
    }

    private static DatedRule rule(ResultSet row) throws SQLException {
        return new DatedRule(row.getObject("id", UUID.class), row.getString("code"), new ClosingView.Text(row.getString("text_vi"),
                row.getString("text_en"), row.getString("text_zh")), row.getObject("valid_from", LocalDate.class), row.getString("citation"),
                row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }
}
