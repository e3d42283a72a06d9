package org.doanket.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.doanket.gateway.GatewaySettings;
import org.doanket.gateway.problem.Refusal;

/** Two buckets for each request: one of the address it comes from, one of the subject whose token it bears. */
public final class RateLimits {

    /** What a bad token costs its address: guessing must be dearer than asking. */
    public static final int BAD_TOKEN_COST = 20;

    private final boolean enabled;
    private final Allowance address;
    private final Allowance subject;

    public RateLimits(GatewaySettings.Rates rates) {
        this.enabled = rates.enabled();
        this.address = new Allowance("address", rates.addressPerSecond(), rates.addressBurst(), rates.remembered());
        this.subject = new Allowance("subject", rates.subjectPerSecond(), rates.subjectBurst(), rates.remembered());
    }

    /** @return the {@code RateLimit} field of the answer, or null where nothing is limited */
    public String takeFromAddress(String key, int cost) {
        return enabled ? address.take(key, cost) : null;
    }

    public String takeFromSubject(String key, int cost) {
        return enabled ? subject.take(key, cost) : null;
    }

    public void punish(String addressKey) {
        if (enabled) {
            address.bucket(addressKey).consumeIgnoringRateLimits(BAD_TOKEN_COST);
        }
    }

    public String policy() {
        return enabled ? address.policy + ", " + subject.policy : null;
    }

    private static final class Allowance {

        private final String name;
        private final String policy;
        private final long perSecond;
        private final long burst;
        private final Cache<String, Bucket> buckets;

        Allowance(String name, long perSecond, long burst, long remembered) {
            this.name = name;
            this.perSecond = perSecond;
            this.burst = burst;
            this.policy = "\"" + name + "\";q=" + burst + ";w=" + Math.max(1, burst / perSecond);
            // After this time an untouched bucket is full again, so that forgetting it changes nothing.
            this.buckets = Caffeine.newBuilder().maximumSize(remembered)
                    .expireAfterAccess(Duration.ofSeconds(2 * burst / perSecond + 1)).build();
        }

        Bucket bucket(String key) {
            return buckets.get(key, any -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1))).build());
        }

        String take(String key, int cost) {
            ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(cost);
            if (!probe.isConsumed()) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
                throw Refusal.later(429, "rate-limited", seconds, seconds)
                        .with("RateLimit-Policy", policy)
                        .with("RateLimit", "\"" + name + "\";r=0;t=" + seconds);
            }
            return "\"" + name + "\";r=" + probe.getRemainingTokens() + ";t=1";
        }
    }
}
