package org.doanket.servicemap.roster;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

/** A duty roster at a service point, and those in its pool. @param endsAt on the day after, where it is earlier than startsAt; @param plannedUntil the last day with a duty, or null */
public record RosterView(UUID id, UUID unitId, UUID pointId, String name, List<Integer> weekdays, LocalTime startsAt, LocalTime endsAt,
        int peoplePerDuty, boolean onHolidays, LocalDate validFrom, LocalDate validTo, LocalDate plannedUntil, List<Person> people, long version) {

    DutyHours hours() {
        return new DutyHours(startsAt, endsAt);
    }

    /** One of the pool. @param duties stood and planned here, without the head start; @param absences as they were entered, of all times */
    public record Person(UUID memberId, String name, LocalDate joinedOn, LocalDate leftOn, int duties, List<Absence> absences) {

        @Override
        public String toString() {
            return "Person[" + memberId + "]";
        }
    }

    /** Both days among it. */
    public record Absence(UUID id, LocalDate firstDay, LocalDate lastDay) {
    }

    /** A day on which duties begin. @param missing how many fewer there are than wanted */
    public record Day(LocalDate day, List<OnDuty> people, int missing) {
    }

    /** Who stands there. @param standsFor whose turn it was, or null */
    public record OnDuty(UUID memberId, String name, UUID standsFor) {

        @Override
        public String toString() {
            return "OnDuty[" + memberId + "]";
        }
    }

    /** What planning has come to. @param days planned now; @param missing turns that nobody could take */
    public record Planned(int days, int duties, int missing, LocalDate until) {
    }

    /** The address of a member's calendar: whoever has it reads it, so it is shown once. */
    public record Feed(String address) {

        @Override
        public String toString() {
            return "Feed[***]";
        }
    }
}
