package org.doanket.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.doanket.gateway.demo.DemoIssuer;
import org.doanket.gateway.edge.Edge;
import org.doanket.gateway.edge.PublicPort;
import org.doanket.gateway.edge.Traffic;
import org.doanket.gateway.limit.RateLimits;
import org.doanket.gateway.proxy.Question;
import org.doanket.gateway.proxy.Upstreams;
import org.doanket.gateway.token.TokenCheck;
import org.doanket.gateway.token.TokenKeys;
import org.doanket.platform.trace.Traces;
import org.jboss.logging.Logger;

/** Puts the gateway together, opens it and closes it. */
@ApplicationScoped
public class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);
    private static final int START_SECONDS = 20;

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final MeterRegistry registry;
    private Traces traces = Traces.OFF;
    private PublicPort publicPort;
    private int port;

    Gateway(Vertx vertx, GatewaySettings settings, MeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) throws Exception {
        open(ConfigUtils.getProfiles());
    }

    /** @return the port, which matters where any free one was asked for */
    int open(List<String> profiles) throws Exception {
        Optional<DemoIssuer> demo = DemoIssuer.of(settings, profiles);
        demo.ifPresent(on -> LOG.warn("Demo identities are on: anybody who reaches this gateway can be anybody"));
        Upstreams upstreams = new Upstreams(settings.upstreams());
        TokenKeys keys = new TokenKeys(vertx, settings.jwt().key());
        Traffic traffic = new Traffic(settings.limits(), registry);
        RateLimits rates = new RateLimits(settings.rates());
        traces = Traces.to(settings.otlp().endpoint(), "gateway", settings.otlp().share());
        if (traces.areOn()) {
            FunctionCounter.builder("doanket.traces.sent", traces, Traces::sent).register(registry);
            FunctionCounter.builder("doanket.traces.dropped", traces, Traces::dropped).register(registry);
        }
        Edge edge = new Edge(settings, rates, new TokenCheck(keys, settings.jwt()), upstreams,
                Pages.of(upstreams, new Question(vertx), keys, demo), traces);
        publicPort = new PublicPort(vertx, settings, edge, upstreams, traffic);
        port = await(keys.start().compose(loaded -> publicPort.open()));
        LOG.infof("Gateway listens on http://%s:%d", settings.host(), port);
        return port;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (publicPort != null) {
            publicPort.drain();
        }
        traces.close();
    }

    public int port() {
        return port;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
    }
}
