package org.doanket.platform.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.doanket.platform.trace.Traces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the spans of this service go, if anywhere. */
@ApplicationScoped
class TracesProducer {

    @Produces
    @Singleton
    Traces traces(@ConfigProperty(name = "doanket.service") String service, @ConfigProperty(name = "doanket.otlp.endpoint") Optional<String> address,
            @ConfigProperty(name = "doanket.otlp.share", defaultValue = "1") double share, MeterRegistry meters) {
        Traces traces = Traces.to(address, service, share);
        if (traces.areOn()) {
            FunctionCounter.builder("doanket.traces.sent", traces, Traces::sent).register(meters);
            FunctionCounter.builder("doanket.traces.dropped", traces, Traces::dropped).register(meters);
        }
        return traces;
    }

    void close(@Disposes Traces traces) {
        traces.close();
    }
}
