package org.doanket.platform.security;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** How long a stream of events may last: rights are not asked again while it runs, and so it ends with the token that vouched for them. */
@ApplicationScoped
public class StreamEnd {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final JsonWebToken token;
    private final Clock clock;

    StreamEnd(JsonWebToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    public Duration left() {
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(token.getExpirationTime()));
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** The same stream, which ends as if it were over: whoever wants more asks again with a new token. */
    public <T> Multi<T> of(Multi<T> stream) {
        return stream.select().first(left());
    }
}
