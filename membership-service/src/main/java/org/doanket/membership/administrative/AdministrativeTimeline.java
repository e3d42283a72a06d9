package org.doanket.membership.administrative;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one code meant when: periods that do not overlap, by their first days. A row of a table tells one of them; what it leaves open follows from
 * its neighbours. Reads nothing and writes nothing.
 */
final class AdministrativeTimeline {

    enum Outcome { ADDED, CHANGED, UNCHANGED, OVERLAPS }

    /** @param from null for since ever; {@code to} the first day on which it is no more */
    record Period(LocalDate from, LocalDate to, String level, String name, String parentCode, Integer population, BigDecimal areaKm2,
            List<String> mergedFrom) {

        static Period of(ResultSet row) throws SQLException {
            return new Period(row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class), row.getString("level"),
                    row.getString("name"), row.getString("parent_code"), row.getObject("population", Integer.class), row.getBigDecimal("area_km2"),
                    List.of((String[]) row.getArray("merged_from").getArray()));
        }

        private static Period of(AdministrativeUnitCommand.Row row, LocalDate from, LocalDate to) {
            return new Period(from, to, row.level(), row.name(), row.parentCode(), row.population(), kept(row.areaKm2()),
                    row.mergedFrom() == null ? List.of() : List.copyOf(row.mergedFrom()));
        }

        /** What a table does not tell (one has names, another populations) stays as it was. */
        private Period with(AdministrativeUnitCommand.Row row) {
            return new Period(from, row.validTo() == null ? to : row.validTo(), row.level(), row.name(), row.parentCode(),
                    row.population() == null ? population : row.population(), row.areaKm2() == null ? areaKm2 : kept(row.areaKm2()),
                    row.mergedFrom() == null || row.mergedFrom().isEmpty() ? mergedFrom : List.copyOf(row.mergedFrom()));
        }

        private Period between(LocalDate newFrom, LocalDate newTo) {
            return new Period(newFrom, newTo, level, name, parentCode, population, areaKm2, mergedFrom);
        }

        private boolean isUndated() {
            return from == null && to == null;
        }

        private boolean isOn(LocalDate day) {
            return (from == null || !from.isAfter(day)) && (to == null || to.isAfter(day));
        }

        /** The same unit, as far as the row tells. */
        private boolean isThatOf(AdministrativeUnitCommand.Row row) {
            return level.equals(row.level()) && name.equals(row.name()) && Objects.equals(parentCode, row.parentCode());
        }

        /** As the database rounds it, so that the same table is the same again. */
        private static BigDecimal kept(BigDecimal area) {
            return area == null ? null : area.setScale(2, RoundingMode.HALF_UP);
        }
    }

    private final List<Period> periods;

    AdministrativeTimeline(List<Period> periods) {
        this.periods = new ArrayList<>(periods);
    }

    List<Period> periods() {
        return List.copyOf(periods);
    }

    Period newest() {
        return periods.get(periods.size() - 1);
    }

    Outcome take(AdministrativeUnitCommand.Row row) {
        giveWay(row);
        LocalDate from = begin(row);
        int at = told(row, from);
        if (at < 0) {
            return insert(row, from);
        }
        Period before = periods.get(at);
        Period after = before.with(row);
        if (before.isUndated() && from != null) {
            after = after.between(from, after.to());
        }
        if (at + 1 < periods.size() && (after.to() == null || after.to().isAfter(periods.get(at + 1).from()))) {
            return Outcome.OVERLAPS;
        }
        periods.set(at, after);
        return after.equals(before) ? Outcome.UNCHANGED : Outcome.CHANGED;
    }

    /** What has no day yet began when the one before it, of which the row tells the end, was over. */
    private void giveWay(AdministrativeUnitCommand.Row row) {
        if (periods.size() == 1 && newest().isUndated() && row.validTo() != null && (row.validFrom() != null || !newest().isThatOf(row))) {
            periods.set(0, newest().between(row.validTo(), null));
        }
    }

    /** A row without a first day tells of the newest period, unless that began when the row's was over. */
    private LocalDate begin(AdministrativeUnitCommand.Row row) {
        if (row.validFrom() != null || periods.isEmpty()) {
            return row.validFrom();
        }
        LocalDate newest = newest().from();
        return row.validTo() == null || newest == null || row.validTo().isAfter(newest) ? newest : null;
    }

    /** The period that the row tells of: that which begins on its day, or in which it finds nothing new. */
    private int told(AdministrativeUnitCommand.Row row, LocalDate from) {
        for (int i = 0; i < periods.size(); i++) {
            Period period = periods.get(i);
            boolean goesOn = from != null && period.isOn(from) && period.isThatOf(row) && (row.validTo() == null || row.validTo().equals(period.to()));
            if (Objects.equals(period.from(), from) || goesOn) {
                return i;
            }
        }
        return -1;
    }

    private Outcome insert(AdministrativeUnitCommand.Row row, LocalDate from) {
        int at = 0;
        while (at < periods.size() && from != null && (periods.get(at).from() == null || periods.get(at).from().isBefore(from))) {
            at++;
        }
        LocalDate next = at < periods.size() ? periods.get(at).from() : null;
        LocalDate to = row.validTo() == null ? next : row.validTo();
        Period before = at == 0 ? null : periods.get(at - 1);
        boolean cutsBefore = before != null && (before.to() == null || before.to().isAfter(from));
        // What would be left of the one before it after its own end, nobody has said.
        if (next != null && to.isAfter(next) || cutsBefore && !Objects.equals(to, before.to())) {
            return Outcome.OVERLAPS;
        }
        if (cutsBefore) {
            periods.set(at - 1, before.between(before.from(), from));
        }
        periods.add(at, Period.of(row, from, to));
        return Outcome.ADDED;
    }
}
