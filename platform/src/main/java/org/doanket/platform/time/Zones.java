package org.doanket.platform.time;

import java.time.ZoneId;

/** Whose midnight counts: a legal day is a day of the jurisdiction, not of the server. */
public final class Zones {

    private Zones() {
    }

    /** @param jurisdiction {@code vn} or {@code cn} */
    public static ZoneId of(String jurisdiction) {
        return ZoneId.of("cn".equals(jurisdiction) ? "Asia/Shanghai" : "Asia/Ho_Chi_Minh");
    }
}
