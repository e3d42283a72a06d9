package org.doanket.platform.id;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * UUIDv7 (RFC 9562): sorted by time of making within this process, so good for cursors and index locality. Not an order
 * of events: two services' clocks differ.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static long lastMillis;
    private static int sequence;

    private Ids() {
    }

    public static synchronized UUID next() {
        long now = System.currentTimeMillis();
        if (now > lastMillis) {
            lastMillis = now;
            sequence = RANDOM.nextInt(0x800);
        } else if (++sequence > 0xFFF) {
            // More than 4,096 in a millisecond, or a clock set back: borrow from the future rather than lose the order.
            lastMillis++;
            sequence = 0;
        }
        long high = lastMillis << 16 | 0x7000L | sequence;
        long low = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
