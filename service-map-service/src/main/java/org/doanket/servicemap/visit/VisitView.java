package org.doanket.servicemap.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Counts as they are read; no person is in any of them. */
public sealed interface VisitView {

    /** @param known of the entries sent, those that had come before */
    record Taken(int taken, int known) implements VisitView {
    }

    /** Of a device. @param known of the readings sent, those that had come before; @param refused those that are not counted: sent again they would not be either, but for days to come */
    record Heard(int taken, int known, List<Refused> refused) implements VisitView {
    }

    /** @param code what is wrong with it: not-yet, too-late, not-open-then, or entry-differs from what came under its number before */
    record Refused(long number, LocalDate day, String code) implements VisitView {
    }

    record Day(UUID point, LocalDate day, UUID unit, String kind, long visits, long services) implements VisitView {
    }

    /** @param counter the device, or null where a desk counted; @param reversedBy the entry that took it back, or null */
    record Entry(UUID id, UUID point, UUID unit, String kind, LocalDate day, UUID counter, int visits, int services, UUID reverses, String reason,
            UUID reversedBy, Instant recordedAt) implements VisitView {
    }

    /** @param period a month ({@code 2026-06}) or a year ({@code 2026}); @param kind null where all kinds are summed */
    record Period(String period, String kind, long visits, long services) implements VisitView {
    }

    /** @param key shown once, when it is new; else null */
    record Counter(UUID id, UUID point, UUID unit, String label, String key, Instant keySince, Instant formerKeyUntil, Instant lastHeardAt,
            Instant retiredAt, long version) implements VisitView {

        Counter with(String fresh) {
            return new Counter(id, point, unit, label, fresh, keySince, formerKeyUntil, lastHeardAt, retiredAt, version);
        }
    }
}
