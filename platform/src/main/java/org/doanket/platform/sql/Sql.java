package org.doanket.platform.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A statement put together from parts of which some may not apply, its values always bound and never written into the
 * text. On a data source it takes part in the transaction at hand, together with what Hibernate has flushed.
 */
public final class Sql {

    private static final int FETCHED_AT_ONCE = 500;

    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();

    private Sql(String text) {
        this.text = new StringBuilder(text);
    }

    /** Reads one row; called with the result set standing on it. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes one row, to write it somewhere; called with the result set standing on it. */
    @FunctionalInterface
    public interface RowTaker {
        void take(ResultSet row) throws SQLException, IOException;
    }

    public static Sql of(String text, Object... values) {
        return new Sql(text).bind(values);
    }

    /** One column of many rows, for unnest. As texts, which the statement casts ({@code ?::uuid[]}): the driver does not know arrays of every type. */
    public static <T> String[] column(List<T> rows, Function<T, ?> value) {
        return rows.stream().map(value).map(each -> each == null ? null : each.toString()).toArray(String[]::new);
    }

    /** Goes on with one more part, after a space. */
    public Sql add(String part, Object... partValues) {
        text.append(' ').append(part);
        return bind(partValues);
    }

    /** Goes on with another statement, its values bound with it: for what stands in brackets. */
    public Sql add(Sql inner) {
        text.append(' ').append(inner.text);
        values.addAll(inner.values);
        return this;
    }

    /** The part with this value for its one place, or nothing where there is no value. */
    public Sql given(Object value, String part) {
        return value == null ? this : add(part, value);
    }

    public <T> List<T> list(DataSource source, RowReader<T> reader) {
        try (Connection connection = source.getConnection()) {
            return list(connection, reader);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    public <T> List<T> list(Connection connection, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(connection); ResultSet row = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    /** What the first row says; empty where there is no row, and where it says null. */
    public <T> Optional<T> first(DataSource source, RowReader<T> reader) {
        return firstOf(list(source, reader));
    }

    /** The same within a transaction. */
    public <T> Optional<T> first(Connection connection, RowReader<T> reader) throws SQLException {
        return firstOf(list(connection, reader));
    }

    private static <T> Optional<T> firstOf(List<T> rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0));
    }

    /** Takes the rows one by one as they come, some hundreds at a time: for answers of any length. Needs a transaction. */
    public void stream(DataSource source, RowTaker taker) throws IOException {
        try (Connection connection = source.getConnection()) {
            stream(connection, taker);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    public void stream(Connection connection, RowTaker taker) throws SQLException, IOException {
        try (PreparedStatement statement = prepare(connection)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        }
    }

    /** @return how many rows were changed */
    public int run(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return run(connection);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    public int run(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            // A function called by SELECT answers rows, which are of no interest here.
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    private Sql bind(Object... more) {
        values.addAll(Arrays.asList(more));
        return this;
    }

    /** A failure of the database; answered by its SQLSTATE where that is no defect of ours. */
    public static final class SqlFailure extends RuntimeException {
        SqlFailure(SQLException cause) {
            super(cause);
        }
    }
}
