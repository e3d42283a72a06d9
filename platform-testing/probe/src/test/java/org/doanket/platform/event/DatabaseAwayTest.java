package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.util.Set;
import org.doanket.testing.EventBackends;
import org.doanket.testing.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
    private Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = Ledger.fresh();
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    @Test
    void relayAndInboxPauseParkNothingAndGoOnWhereTheyWere() throws Exception {
        try (FaultProxy proxy = FaultProxy.beforePostgres(ledger.backends.url());
             AgroalDataSource worker = EventBackends.pool(proxy.through(ledger.backends.url()), ledger.backends.environment())) {
            OutboxRelay relay = new OutboxRelay(ledger.settings,
                () -> EventBackends.session(proxy.through(ledger.backends.url()), ledger.backends.environment()), worker,
                Set.of(Ledger.STATES, Ledger.CHANGES), ledger.meters);
            Inbox inbox = new Inbox(ledger.settings, new Ledger.Tally(), worker, ledger.events(), ledger.meters);
            try (AutoCloseable first = ledger.start(relay); AutoCloseable second = ledger.start(inbox)) {
                for (int i = 0; i < 4; i++) {
                    ledger.write(3, 25, Ledger.aggregates(10), 20 + i);
                    proxy.cut();
                    Thread.sleep(400);
                    proxy.heal();
                }
                ledger.awaitEmptyOutbox();
                Ledger.await("the tally agrees", () -> ledger.number("SELECT count(*) FROM posting p FULL JOIN tally t USING (id) "
                    + "WHERE (p.version, p.sum) IS DISTINCT FROM (t.count, t.sum)") == 0);
            }
            assertThat(ledger.number("SELECT count(*) FROM parked_event")).isZero();
            ledger.assertTopicTellsAll(Ledger.CHANGES);
        }
    }
}
