package org.doanket.finance.report;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.report.ReportView.Code;
import org.doanket.finance.rule.RuleCommand;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** The lines of the forms, as they read on a day. */
@ApplicationScoped
@Transactional
@Unscoped("the lines of the forms are the same for every unit")
public class ReportCodeQueries {

    private static final String ROWS = "SELECT l.*, c.side FROM report_line l JOIN report_code c USING (code) WHERE true";

    private final AgroalDataSource dataSource;

    ReportCodeQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Those that are on the form on a day, in its order. */
    public List<Code> form(LocalDate on, Locale language) {
        return Sql.of("SELECT l.*, c.side FROM (SELECT DISTINCT ON (code) * FROM report_line WHERE cancelled_at IS NULL AND valid_from <= ? "
                + "ORDER BY code, valid_from DESC) l JOIN report_code c USING (code) WHERE l.used ORDER BY l.place, l.code", on)
                .list(dataSource, row -> code(row, language));
    }

    /** Of every code that there is, also of those that are on the form no longer. */
    public Map<String, String> sides() {
        Map<String, String> sides = new HashMap<>();
        Sql.of("SELECT code, side FROM report_code").list(dataSource, row -> sides.put(row.getString(1), row.getString(2)));
        return sides;
    }

    /** All rows that ever were, of past days and of days to come, also cancelled ones. */
    public Page<Code> history(String code, Locale language, PageRequest page) {
        Cursor after = page.after(1);
        List<Code> rows = Sql.of(ROWS).given(code, "AND l.code = ?").given(after == null ? null : after.uuid(0), "AND l.id > ?")
                .add("ORDER BY l.id LIMIT ?", page.limit + 1).list(dataSource, row -> code(row, language));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Code row(UUID id, Locale language) {
        return Sql.of(ROWS).add("AND l.id = ?", id).first(dataSource, row -> code(row, language)).orElseThrow(() -> Problem.notFound("report-code"));
    }

    private static Code code(ResultSet row, Locale language) throws SQLException {
        RuleCommand.Names names = new RuleCommand.Names(row.getString("name_vi"), row.getString("name_en"), row.getString("name_zh"));
        String name = switch (language.getLanguage()) {
            case "en" -> names.en();
            case "zh" -> names.zh();
            default -> names.vi();
        };
        return new Code(row.getObject("id", UUID.class), row.getString("code"), row.getString("side"), name, names, row.getInt("place"),
                row.getBoolean("used"), row.getObject("valid_from", LocalDate.class), row.getString("citation"), row.getBoolean("verified"),
                row.getObject("cancelled_at", OffsetDateTime.class), row.getLong("version"));
    }
}
