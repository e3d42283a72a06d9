package org.doanket.platform.time;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Whose midnight counts: a legal day is a day of the jurisdiction, not of the server. */
public final class Zones {

    private Zones() {
    }

    /** @param jurisdiction {@code vn} or {@code cn} */
    public static ZoneId of(String jurisdiction) {
        return ZoneId.of("cn".equals(jurisdiction) ? "Asia/Shanghai" : "Asia/Ho_Chi_Minh");
    }

    /** The legal day it is now in a jurisdiction. */
    public static LocalDate today(Clock clock, String jurisdiction) {
        return LocalDate.ofInstant(clock.instant(), of(jurisdiction));
    }

    /** The day it is now where a day begins first: what is asked over all jurisdictions as of today must hold what any of them has dated today. */
    public static LocalDate today(Clock clock) {
        return today(clock, "cn");
    }
}
