package org.doanket.membership.reorganisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Where other features join in: they observe these to say what a reorganisation means for their own rows, and to do it. All on
 * the one connection and transaction of the act, set by set: what becomes of the units stands in {@code reorganisation_effect}.
 */
public sealed interface ReorganisationEvent {

    Connection connection();

    UUID id();

    /** The act that is taken back, or null. */
    UUID counterTo();

    LocalDate effective();

    /** The dry run asks what will happen. Observers add lines and findings, and change nothing. */
    record Foreseen(Connection connection, UUID id, UUID counterTo, LocalDate effective) implements ReorganisationEvent {

        /**
         * @param what   a word such as {@code members-end}
         * @param counts a query of {@code unit_id} and {@code count}, one row a unit
         */
        public void line(String what, String counts, Object... values) throws SQLException {
            Sql.of("INSERT INTO reorganisation_line (reorganisation_id, unit_id, what, count) SELECT ?, c.unit_id, ?, c.count FROM (", id, what)
                    .add(counts, values).add(") c (unit_id, count) WHERE c.count > 0").run(connection);
        }

        /**
         * @param code   of the finding; its text is {@code fault.<code>}
         * @param blocks whether the act cannot be executed with it
         * @param rows   a query of {@code step}, {@code unit_code} and {@code places} (jsonb, for the text)
         */
        public void finding(String code, boolean blocks, String rows, Object... values) throws SQLException {
            Sql.of("INSERT INTO reorganisation_finding (reorganisation_id, step, unit_code, code, blocks, places) "
                    + "SELECT ?, f.step, f.unit_code, ?, ?, f.places FROM (", id, code, blocks)
                    .add(rows, values).add(") f (step, unit_code, places)").run(connection);
        }

        /** A warning that names the rule. @param rows as of a finding, and then the {@code citation} */
        public void warning(String code, String rows, Object... values) throws SQLException {
            Sql.of("INSERT INTO reorganisation_finding (reorganisation_id, step, unit_code, code, blocks, places, citation) "
                    + "SELECT ?, f.step, f.unit_code, ?, false, f.places, f.citation FROM (", id, code)
                    .add(rows, values).add(") f (step, unit_code, places, citation)").run(connection);
        }
    }

    /** The tree is changed, its facts are told; now the rows that go by it. @param act its number, {@code by} who executes it */
    record Executed(Connection connection, UUID id, UUID counterTo, LocalDate effective, String act, String by) implements ReorganisationEvent {
    }
}
