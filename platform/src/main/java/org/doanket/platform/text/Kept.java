package org.doanket.platform.text;

import java.time.LocalDate;

/** Which values can be kept at all: PostgreSQL takes no NUL and no half of a surrogate pair, and its calendar is not Java's. */
public final class Kept {

    private static final int LAST_YEAR = 9_999;

    private Kept() {
    }

    public static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == 0 || Character.isLowSurrogate(each)) {
                return false;
            }
            if (Character.isHighSurrogate(each) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    public static boolean isYear(int year) {
        return year >= 1 && year <= LAST_YEAR;
    }

    /** @throws IllegalArgumentException if it is none, or beyond the years that can be kept */
    public static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (isYear(day.getYear())) {
                return day;
            }
        } catch (java.time.DateTimeException noDay) {
            throw new IllegalArgumentException(noDay);
        }
        throw new IllegalArgumentException("beyond the calendar");
    }
}
