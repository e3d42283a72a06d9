package org.doanket.platform.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start in production on the word of the demo issuer, which signs for anybody who asks. */
@ApplicationScoped
class ProductionGuard {

    static final String DEMO_ISSUER = "https://doanket.local/demo";

    void check(@Observes StartupEvent event, @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer) {
        check(ConfigUtils.getProfiles(), issuer);
    }

    static void check(List<String> profiles, String issuer) {
        if (profiles.contains("prod") && issuer.equals(DEMO_ISSUER)) {
            throw new IllegalStateException("DOANKET_JWT_ISSUER is the demo issuer in the prod profile: everybody could be anybody. "
                    + "Name your own issuer, or start with another profile (QUARKUS_PROFILE=demo) for a demonstration.");
        }
    }
}
