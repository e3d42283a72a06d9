package org.doanket.membership.transfer;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;
import org.doanket.platform.time.Zones;
import org.jboss.logging.Logger;

/** Carries out on its day what was agreed on before, in the name of whoever has said the last word. */
@ApplicationScoped
class TransferSchedule {

    private static final Logger LOG = Logger.getLogger(TransferSchedule.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 1_000;

    private record Due(UUID transfer, String by) {
    }

    private final AgroalDataSource worker;
    private final AgroalDataSource dataSource;
    private final TransferService transfers;
    private final CurrentIdentityAssociation identity;
    private final Clock clock;
    private Repeating timer;

    TransferSchedule(@DataSource("worker") AgroalDataSource worker, AgroalDataSource dataSource, TransferService transfers,
            CurrentIdentityAssociation identity, Clock clock) {
        this.worker = worker;
        this.dataSource = dataSource;
        this.transfers = transfers;
        this.identity = identity;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("transfers", PAUSE, PAUSE, this::carryOutWhatIsDue);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    /** Each in a transaction of its own: what can be done no more lapses with its reason and keeps nobody else. */
    void carryOutWhatIsDue() {
        List<Due> due = Sql.of("SELECT t.id, CASE WHEN t.to_agreed_at > t.from_agreed_at THEN t.to_agreed_by ELSE t.from_agreed_by END FROM transfer t "
                + "JOIN unit u ON u.id = t.to_unit WHERE t.state = 'accepted' AND t.moves_on <= CASE u.jurisdiction WHEN 'cn' THEN ?::date ELSE ?::date END "
                + "ORDER BY t.moves_on, t.id LIMIT ?", today("cn"), today("vn"), AT_ONCE)
                .list(worker, row -> new Due(row.getObject(1, UUID.class), row.getString(2)));
        for (Due each : due) {
            try {
                inNameOf(each.by(), () -> transfers.carryOutIfDue(each.transfer()));
            } catch (Problem noMore) {
                LOG.infof("transfer %s lapses: %s", each.transfer(), noMore.code());
                inNameOf(each.by(), () -> {
                    transfers.lapse(each.transfer(), noMore.code());
                    return true;
                });
            } catch (RuntimeException later) {
                LOG.warnf("transfer %s not carried out, trying again: %s", each.transfer(), later.getClass().getSimpleName());
            }
        }
    }

    /** As a request of theirs would, but seeing both sides. */
    private void inNameOf(String subject, Supplier<Boolean> deed) {
        ManagedContext context = Arc.container().requestContext();
        boolean isOurs = !context.isActive();
        if (isOurs) {
            context.activate();
        }
        try {
            identity.setIdentity(QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(subject)).build());
            QuarkusTransaction.requiringNew().run(() -> {
                Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)", UnitScope.ROOT.from() + "|",
                        UnitScope.ROOT.to() + "|").first(dataSource, row -> true);
                deed.get();
            });
        } finally {
            if (isOurs) {
                context.terminate();
            }
        }
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}
