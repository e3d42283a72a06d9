package org.doanket.platform.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** One run of a job: its parameters, its connection, and its progress, written in the transactions of the work itself. */
public final class JobRun {

    private final UUID id;
    private final Connection connection;
    private final ObjectMapper json;
    private final UUID unit;
    private final String path;
    private final String createdBy;
    private final String parameters;
    private String checkpoint;
    private String result;
    private Long total;
    private long done;
    private long furthest;
    private long problems;

    JobRun(UUID id, Connection connection, ObjectMapper json, ResultSet row) throws SQLException {
        this.id = id;
        this.connection = connection;
        this.json = json;
        this.unit = row.getObject("unit_id", UUID.class);
        this.path = row.getString("path");
        this.createdBy = row.getString("created_by");
        this.parameters = row.getString("parameters");
        this.checkpoint = row.getString("checkpoint");
        this.done = row.getLong("done");
        this.furthest = done;
        this.problems = row.getLong("problems");
        this.total = row.getObject("total", Long.class);
    }

    public UUID id() {
        return id;
    }

    /** The unit the job works for, and its path when the job was given: the predicate of every statement. */
    public UUID unit() {
        return unit;
    }

    public String path() {
        return path;
    }

    public String createdBy() {
        return createdBy;
    }

    /** The worker login's connection, autocommit off. */
    public Connection connection() {
        return connection;
    }

    public <T> T parameters(Class<T> type) {
        return read(parameters, type);
    }

    /** Where an earlier run stopped, or null. */
    public <T> T checkpoint(Class<T> type) {
        return checkpoint == null ? null : read(checkpoint, type);
    }

    public void checkpoint(Object state) {
        checkpoint = write(state);
    }

    public void total(long steps) {
        total = steps;
    }

    public void problems(long count) {
        problems = count;
    }

    public long done() {
        return done;
    }

    /** What the job brought, shown to those who may see it. */
    public void result(Object value) {
        result = write(value);
    }

    /** Commits the work since the last commit together with how far it is. */
    public void commit(long doneSoFar) throws SQLException {
        done = doneSoFar;
        save("running");
        connection.commit();
    }

    void finish() throws SQLException {
        if (total == null || total < done) {
            total = done;
        }
        save("succeeded");
        connection.commit();
    }

    /** Who gets further than any run before has not failed at the same place again: its attempts are counted anew. */
    private void save(String state) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE job SET state = ?, done = ?, total = ?, problems = ?, "
                + "checkpoint = ?::jsonb, result = ?::jsonb, attempts = CASE WHEN ? THEN 1 ELSE attempts END, finished_at = CASE WHEN ? = 'succeeded' THEN clock_timestamp() END "
                + "WHERE id = ?")) {
            update.setString(1, state);
            update.setLong(2, done);
            update.setObject(3, total);
            update.setLong(4, problems);
            update.setString(5, checkpoint);
            update.setString(6, result);
            update.setBoolean(7, done > furthest);
            update.setString(8, state);
            update.setObject(9, id);
            update.executeUpdate();
            furthest = Math.max(furthest, done);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("job " + id, ours);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("job " + id, ours);
        }
    }
}
