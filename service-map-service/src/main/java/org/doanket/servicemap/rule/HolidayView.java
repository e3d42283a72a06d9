package org.doanket.servicemap.rule;

import java.time.LocalDate;

/**
 * A day unlike others of its weekday.
 *
 * @param worked    true for a weekend that is worked, false for a day off
 * @param everyYear off without a notice; one that is declared for that day goes before it
 * @param citation  in which it was announced
 */
public record HolidayView(String jurisdiction, LocalDate day, boolean worked, String code, boolean everyYear, String citation) {
}
