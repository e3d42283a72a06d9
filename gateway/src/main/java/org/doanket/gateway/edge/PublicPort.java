package org.doanket.gateway.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.doanket.gateway.GatewaySettings;
import org.doanket.gateway.proxy.Upstreams;
import org.jboss.logging.Logger;

/** Opens the public port on as many event loops as there are processors, and closes it without cutting anybody off. */
public final class PublicPort {

    private static final Logger LOG = Logger.getLogger(PublicPort.class);
    private static final long LOOK_MILLIS = 50;

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final Edge edge;
    private final Upstreams upstreams;
    private final Traffic traffic;

    public PublicPort(Vertx vertx, GatewaySettings settings, Edge edge, Upstreams upstreams, Traffic traffic) {
        this.vertx = vertx;
        this.settings = settings;
        this.edge = edge;
        this.upstreams = upstreams;
        this.traffic = traffic;
    }

    public Future<Integer> open() {
        int threads = settings.threads() > 0 ? settings.threads() : Runtime.getRuntime().availableProcessors();
        return vertx.deployVerticle(() -> new EdgeServer(settings, threads, edge, upstreams, traffic),
                new DeploymentOptions().setInstances(threads)).map(all -> traffic.port());
    }

    /** Answers what is under way, tells clients to go, and waits for them; not for ever. */
    public void drain() throws InterruptedException {
        traffic.drain();
        long deadline = System.nanoTime() + settings.limits().drain().toNanos();
        while (traffic.openRequests() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
        if (traffic.openRequests() > 0) {
            LOG.warnf("%d requests broken off at the end of the draining time", traffic.openRequests());
        }
    }
}
