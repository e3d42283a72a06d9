package org.doanket.platform.security;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Told to every feature of a service when a person is to be forgotten: each that keeps something that names him observes this, puts the
 * pseudonym there or takes it out, on this connection and in its transaction, and says of how many rows.
 */
public final class PersonErased {

    private final UUID person;
    private final String pseudonym;
    private final Connection connection;
    private final Map<String, Integer> rows = new TreeMap<>();

    PersonErased(UUID person, String pseudonym, Connection connection) {
        this.person = person;
        this.pseudonym = pseudonym;
        this.connection = connection;
    }

    public UUID person() {
        return person;
    }

    /** Stands for name and code from now on. */
    public String pseudonym() {
        return pseudonym;
    }

    /** @param what is replaced, for the receipt: {@code bank-lines} */
    public void replace(String what, Sql statement) throws SQLException {
        rows.merge(what, statement.run(connection), Integer::sum);
    }

    Map<String, Integer> rows() {
        return rows;
    }
}
