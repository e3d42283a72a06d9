package org.doanket.platform.event;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places at which a test lets the process die as by kill -9: DOANKET_KILL_POINT=relay.after-send, or =relay.after-send:3 for the
 * third time it comes by. Unset, as everywhere but in tests, it costs one comparison.
 */
final class KillPoint {
    private static final String NAME;
    private static final AtomicInteger LEFT;

    static {
        String[] setting = System.getenv().getOrDefault("DOANKET_KILL_POINT", "").split(":");
        NAME = setting[0].isEmpty() ? null : setting[0];
        LEFT = new AtomicInteger(setting.length > 1 ? Integer.parseInt(setting[1]) : 1);
    }

    private KillPoint() {}

    static void at(String name) {
        if (NAME != null && NAME.equals(name) && LEFT.decrementAndGet() == 0) Runtime.getRuntime().halt(137);
    }
}
