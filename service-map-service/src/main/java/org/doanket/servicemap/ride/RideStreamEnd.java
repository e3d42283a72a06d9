package org.doanket.servicemap.ride;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** How long a stream may last: rights are not asked again while it runs, and so it ends with the token that vouched for them. */
@ApplicationScoped
class RideStreamEnd {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final JsonWebToken token;
    private final Clock clock;

    RideStreamEnd(JsonWebToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    Duration left() {
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(token.getExpirationTime()));
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
}
