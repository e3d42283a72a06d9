package org.doanket.servicemap.trust;

import java.time.Instant;

/** What may be said of a point's door. */
public sealed interface TrustCommand {

    /** @param at when it was found closed; null: now */
    record FoundClosed(Instant at) implements TrustCommand {
    }
}
