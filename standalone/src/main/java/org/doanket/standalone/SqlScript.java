package org.doanket.standalone;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.postgresql.core.Utils;

/**
 * Runs a script written for psql over JDBC, so that one file serves psql, containers and us. Of psql's language it knows
 * :'text', :"name", \gexec and \connect, and it ends a statement at a semicolon or \gexec at the end of a line.
 */
final class SqlScript {
    private static final Pattern VARIABLE = Pattern.compile("(?<![:\\w]):(['\"])(\\w+)\\1");
    private static final String EXECUTE_RESULT = "\\gexec";
    private static final String CONNECT = "\\connect";

    private final String text;
    private final Map<String, String> variables;

    SqlScript(String text, Map<String, String> variables) {
        this.text = text;
        this.variables = variables;
    }

    interface Connector {
        Connection to(String database) throws SQLException;
    }

    void run(String database, Connector connector) throws SQLException {
        Connection connection = connector.to(database);
        try {
            for (var statement : statements()) {
                if (statement.startsWith(CONNECT)) {
                    connection.close();
                    connection = connector.to(unquoted(filled(statement.substring(CONNECT.length()).strip())));
                } else {
                    execute(connection, statement);
                }
            }
        } finally {
            connection.close();
        }
    }

    private void execute(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            if (!statement.endsWith(EXECUTE_RESULT)) {
                sql.execute(filled(statement));
                return;
            }
            var produced = new ArrayList<String>();
            try (var rows = sql.executeQuery(filled(statement.substring(0, statement.length() - EXECUTE_RESULT.length())))) {
                while (rows.next()) {
                    produced.add(rows.getString(1));
                }
            }
            for (var each : produced) {
                sql.execute(each);
            }
        }
    }

    List<String> statements() {
        var statements = new ArrayList<String>();
        var current = new StringBuilder();
        for (var line : text.lines().map(String::stripTrailing).filter(line -> !line.isBlank() && !line.startsWith("--")).toList()) {
            current.append(line).append('\n');
            if (line.endsWith(";") || line.endsWith(EXECUTE_RESULT) || line.startsWith(CONNECT)) {
                statements.add(current.toString().strip());
                current.setLength(0);
            }
        }
        if (!current.isEmpty()) {
            throw new IllegalArgumentException("the last statement has no end: " + current);
        }
        return statements;
    }

    String filled(String statement) {
        return VARIABLE.matcher(statement).replaceAll(match -> {
            var value = variables.get(match.group(2));
            if (value == null) {
                throw new IllegalArgumentException("no value for :" + match.group(2));
            }
            return java.util.regex.Matcher.quoteReplacement(quoted(value, match.group(1).equals("'")));
        });
    }

    private static String quoted(String value, boolean literal) {
        try {
            return literal
                    ? "'" + Utils.escapeLiteral(null, value, true) + "'"
                    : Utils.escapeIdentifier(null, value).toString();
        } catch (SQLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
