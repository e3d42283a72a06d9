package org.doanket.servicemap.rule;

import java.time.LocalDate;

/** A public holiday. @param source in which it was announced */
public record HolidayView(String jurisdiction, LocalDate day, String code, String source) {
}
