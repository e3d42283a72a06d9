package org.doanket.membership.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** What the rules say. In force is the latest row of its kind that has begun and was not cancelled. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class ParameterQueries {

    private final AgroalDataSource dataSource;

    ParameterQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What a list of parameters may be narrowed by. Without {@code asOf} all rows, also those to come and those cancelled. */
    public static class Filter {

        @QueryParam("jurisdiction")
        @Pattern(regexp = "vn|cn")
        public String jurisdiction;

        @QueryParam("name")
        public String name;

        @QueryParam("subject")
        public String subject;

        @QueryParam("asOf")
        public LocalDate asOf;
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

    public Page<ParameterView> list(Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = filter.asOf == null ? Sql.of("SELECT * FROM parameter p WHERE true")
                : Sql.of("SELECT * FROM (SELECT DISTINCT ON (jurisdiction, name, subject) * FROM parameter WHERE cancelled_at IS NULL "
                        + "AND valid_from <= ? ORDER BY jurisdiction, name, subject, valid_from DESC) p WHERE true", filter.asOf);
        List<ParameterView> rows = sql.given(filter.jurisdiction, "AND p.jurisdiction = ?").given(filter.name, "AND p.name = ?")
                .given(filter.subject, "AND p.subject = ?").given(after == null ? null : after.uuid(0), "AND p.id > ?")
                .add("ORDER BY p.id LIMIT ?", page.limit + 1).list(dataSource, ParameterView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public ParameterView one(UUID id) {
        return Sql.of("SELECT * FROM parameter WHERE id = ?", id).first(dataSource, ParameterView::of)
                .orElseThrow(() -> Problem.notFound("parameter"));
    }

    boolean begins(String jurisdiction, String name, String subject, LocalDate day) {
        return Sql.of("SELECT 1 FROM parameter WHERE cancelled_at IS NULL AND jurisdiction = ? AND name = ? AND subject = ? AND valid_from = ?",
                jurisdiction, name, subject, day).first(dataSource, row -> true).isPresent();
    }

    private static Sql inForce(String isShare, String jurisdiction, String name, String subject, LocalDate day) {
        return Sql.of("SELECT * FROM parameter WHERE jurisdiction = ? AND name = ? AND subject IN (?, '') AND valid_from <= ? "
                + "AND cancelled_at IS NULL AND unit_of_measure " + isShare + " 'share' ORDER BY subject DESC, valid_from DESC LIMIT 1",
                jurisdiction, name, subject, day);
    }
}
