package org.doanket.servicemap.merge;

import java.util.UUID;

/** Of two rows of one point one was closed just now, in this transaction: what hangs on it goes on at the other. @param unit of the kept one */
public record MergeEvent(UUID dropped, UUID kept, UUID unit) {
}
