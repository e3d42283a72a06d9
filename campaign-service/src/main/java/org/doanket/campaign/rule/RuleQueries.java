package org.doanket.campaign.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** The rules of the jurisdictions, each with its source. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class RuleQueries {

    /** A kind of rule: its table, what a row is about besides the jurisdiction, and how it is read. */
    enum Kind {
        LIGHTS("light_rule", "", RuleView.Lights::of),
        REPORTING("reporting_rule", ", period", RuleView.Reporting::of),
        MEETING("meeting_rule", ", kind", RuleView.Meeting::of),
        INTEREST("interest_rule", "", RuleView.Interest::of);

        final String table;
        final String about;
        private final Sql.RowReader<? extends RuleView> reader;

        Kind(String table, String about, Sql.RowReader<? extends RuleView> reader) {
            this.table = table;
            this.about = about;
            this.reader = reader;
        }

        String noun() {
            return table.replace('_', '-');
        }
    }

    private final AgroalDataSource dataSource;

    RuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Few rows: one for each change of a law. @param asOf null for all, also those to come, those that were followed and those cancelled */
    <T extends RuleView> List<T> list(Kind kind, Class<T> type, String jurisdiction, LocalDate asOf) {
        Sql sql = asOf == null ? Sql.of("SELECT r.* FROM " + kind.table + " r WHERE true")
                : Sql.of("SELECT r.* FROM (SELECT DISTINCT ON (jurisdiction" + kind.about + ") * FROM " + kind.table
                        + " WHERE valid_from <= ? AND cancelled_at IS NULL ORDER BY jurisdiction" + kind.about + ", valid_from DESC) r WHERE true", asOf);
        return sql.given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY jurisdiction" + kind.about + ", valid_from, id")
                .list(dataSource, row -> type.cast(kind.reader.read(row)));
    }

    <T extends RuleView> T one(Kind kind, Class<T> type, UUID id) {
        return Sql.of("SELECT * FROM " + kind.table + " WHERE id = ?", id).first(dataSource, row -> type.cast(kind.reader.read(row)))
                .orElseThrow(() -> Problem.notFound(kind.noun()));
    }
}
