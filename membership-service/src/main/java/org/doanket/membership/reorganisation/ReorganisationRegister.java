package org.doanket.membership.reorganisation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.doanket.membership.reorganisation.ReorganisationPlan.Known;
import org.doanket.platform.sql.Sql;

/** The register as a plan reads it, on the connection of a request or of the job that executes. */
final class ReorganisationRegister implements ReorganisationPlan.Register {

    private static final String KNOWN = "SELECT u.*, p.valid_from AS placed_from, d.valid_from AS described_from, "
            + "(SELECT max(s.valid_from) FROM unit_placement s WHERE s.unit_id = u.id AND NOT EXISTS (SELECT FROM unit_placement b WHERE b.unit_id = u.id "
            + "AND b.valid_to = s.valid_from AND b.valid_from < s.valid_from)) AS stands_from FROM unit u "
            + "LEFT JOIN unit_placement p ON p.unit_id = u.id AND p.valid_to IS NULL "
            + "LEFT JOIN unit_description d ON d.unit_id = u.id AND d.valid_to IS NULL WHERE ";
    private static final int NUMBERS_AT_ONCE = 1_000;

    private final Connection connection;
    private final String jurisdiction;
    private final boolean forGood;

    /** @param forGood whether founded units get the numbers that they keep */
    ReorganisationRegister(Connection connection, String jurisdiction, boolean forGood) {
        this.connection = connection;
        this.jurisdiction = jurisdiction;
        this.forGood = forGood;
    }

    @Override
    public Map<String, Known> units(Set<String> codes) {
        Map<String, Known> known = new HashMap<>();
        rows(Sql.of(KNOWN + "u.code = ANY (?)", (Object) codes.toArray(String[]::new)), ReorganisationRegister::known)
                .forEach(unit -> known.put(unit.code(), unit));
        return known;
    }

    @Override
    public List<Known> livingChildren(Set<UUID> parents) {
        return rows(Sql.of(KNOWN + "u.parent_id = ANY (?::uuid[]) AND u.valid_to IS NULL ORDER BY u.path", (Object) parents.stream().map(UUID::toString).toArray(String[]::new)),
                ReorganisationRegister::known);
    }

    @Override
    public Set<String> kinds() {
        return new HashSet<>(rows(Sql.of("SELECT code FROM unit_kind WHERE jurisdiction = ? AND is_used", jurisdiction), row -> row.getString(1)));
    }

    @Override
    public Set<String> areas(Set<String> codes, LocalDate day) {
        Sql sql = Sql.of("SELECT code FROM administrative_period WHERE jurisdiction = ? AND code = ANY (?)", jurisdiction, codes.toArray(String[]::new));
        if (day != null) {
            sql.add("AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to > ?)", day, day);
        }
        return codes.isEmpty() ? Set.of() : new HashSet<>(rows(sql, row -> row.getString(1)));
    }

    /** A dry run only counts, below zero, where no unit is: the sequence is for units that there will be. */
    @Override
    public LongSupplier numbers() {
        return new LongSupplier() {
            private List<Long> drawn = List.of();
            private int next;
            private long mere;

            @Override
            public long getAsLong() {
                if (!forGood) {
                    return --mere;
                }
                if (next == drawn.size()) {
                    drawn = rows(Sql.of("SELECT nextval('unit_number') FROM generate_series(1, ?)", NUMBERS_AT_ONCE), row -> row.getLong(1));
                    next = 0;
                }
                return drawn.get(next++);
            }
        };
    }

    private <T> List<T> rows(Sql sql, Sql.RowReader<T> reader) {
        try {
            return sql.list(connection, reader);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(row.getObject("id", UUID.class), row.getLong("number"), row.getString("code"), row.getString("name"),
                row.getString("kind"), row.getObject("parent_id", UUID.class), row.getString("path"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class), row.getObject("placed_from", LocalDate.class),
                row.getObject("stands_from", LocalDate.class), row.getObject("described_from", LocalDate.class), row.getLong("version"));
    }
}
