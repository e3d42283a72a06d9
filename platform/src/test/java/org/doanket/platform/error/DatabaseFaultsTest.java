package org.doanket.platform.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFaultsTest {

    @Test
    void asksAgainLaterWhenTheSessionWasLostInTheMiddleOfACommit() {
        // So Narayana tells it: what the session said hangs beneath what was not done.
        Exception notDone = new IllegalStateException("could not commit");
        notDone.addSuppressed(new Exception("XA", new SQLException("terminating connection", "57P01")));
        assertThat(DatabaseFaults.in(new RuntimeException(notDone)).map(Problem::status)).contains(503);
    }

    @Test
    void findsAProblemOfOursWhereverItIsWrapped() {
        assertThat(DatabaseFaults.in(new RuntimeException(Problem.notFound("unit"))).map(Problem::status)).contains(404);
    }

    @Test
    void knowsNothingOfADefect() {
        assertThat(DatabaseFaults.in(new RuntimeException(new SQLException("syntax error", "42601")))).isEmpty();
        Exception one = new Exception("one");
        one.initCause(new Exception("two", one));
        assertThat(DatabaseFaults.in(one)).as("causes in a circle").isEmpty();
    }
}
