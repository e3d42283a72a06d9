package org.doanket.servicemap.roster;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** A day at a desk. @param filed files lodged online, by procedure */
public record DutyReportView(UUID id, UUID unitId, UUID pointId, UUID rosterId, LocalDate day, int peopleOnDuty, int peopleHelped,
        Map<String, Integer> filed, String note, long version) {

    /** A time at many desks. @param days on which there was a report; @param peopleOnDuty turns that were stood */
    public record Total(long days, long peopleOnDuty, long peopleHelped, long filedOnline, Map<String, Integer> filed) {
    }
}
