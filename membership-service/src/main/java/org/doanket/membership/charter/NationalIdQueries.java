package org.doanket.membership.charter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** What a national id looks like, by the rules of a jurisdiction on a day. */
@ApplicationScoped
@Transactional
public class NationalIdQueries {

    private static final Pattern FILLERS = Pattern.compile("[\\s.-]");
    private static final String BEGUN = "SELECT r.pattern, r.check_algorithm, r.is_used AND NOT EXISTS (SELECT FROM national_id_rule n "
            + "WHERE n.jurisdiction = r.jurisdiction AND n.code = r.code AND n.valid_from > r.valid_from AND n.valid_from <= ? AND n.cancelled_at IS NULL) "
            + "AS is_taken FROM national_id_rule r WHERE r.jurisdiction = ? AND r.valid_from <= ? AND r.cancelled_at IS NULL";

    private record Form(Pattern pattern, NationalIdCheck check, boolean isTaken) {

        static Form of(ResultSet row) throws SQLException {
            return new Form(NumberPattern.NATIONAL_ID.of(row.getString("pattern")).orElseThrow(), NationalIdCheck.of(row.getString("check_algorithm")),
                    row.getBoolean("is_taken"));
        }

        boolean fits(String id) {
            return pattern.matcher(id).matches() && check.holds(id);
        }
    }

    /** All forms that had begun by a day. None that is in force: no number is taken in. */
    public static final class Forms {

        private final List<Form> forms;

        private Forms(List<Form> forms) {
            this.forms = forms;
        }

        /** Of a form that is in force: such a number is taken in. @param id bare */
        public boolean isTaken(String id) {
            return forms.stream().anyMatch(form -> form.isTaken() && form.fits(id));
        }

        /** Of a form that is or was in force: such a number may be on record. @param id bare */
        public boolean isKnown(String id) {
            return forms.stream().anyMatch(form -> form.fits(id));
        }
    }

    private final AgroalDataSource dataSource;

    NationalIdQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** As it is kept and found again: without blanks, dots and hyphens, in capitals. */
    public static String bare(String text) {
        return FILLERS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    }

    @Unscoped("rules are the same for every unit")
    public Forms on(String jurisdiction, LocalDate day) {
        return new Forms(Sql.of(BEGUN, day, jurisdiction, day).list(dataSource, Form::of));
    }

    /** For background work, on its connection. */
    @Unscoped("rules are the same for every unit")
    public static Forms on(Connection connection, String jurisdiction, LocalDate day) throws SQLException {
        return new Forms(Sql.of(BEGUN, day, jurisdiction, day).list(connection, Form::of));
    }
}
