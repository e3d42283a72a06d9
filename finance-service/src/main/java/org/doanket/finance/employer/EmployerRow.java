package org.doanket.finance.employer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doanket.finance.StagedSheet.Staged;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.Kept;
import org.doanket.platform.text.SearchForm;

/** One row of a sheet of employers as read, with all that is wrong with it by itself. */
final class EmployerRow {

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_REGION = 20;

    private final SheetRow row;
    private final Map<EmployerColumn, Integer> places;
    private final List<String> faults = new ArrayList<>();

    EmployerRow(SheetRow row, Map<EmployerColumn, Integer> places) {
        this.row = row;
        this.places = places;
    }

    /** @param today who is not dated holds from then, and nobody later */
    Staged staged(LocalDate today) {
        String taxCode = text(EmployerColumn.TAX_CODE);
        wrong(taxCode == null || !taxCode.matches(EmployerCommand.TAX_CODE), "bad-tax-code");
        String name = text(EmployerColumn.NAME);
        wrong(name == null || name.length() > LONGEST_NAME, "bad-name");
        String group = text(EmployerColumn.GROUP);
        wrong(group != null && !group.matches(EmployerCommand.GROUP), "bad-group");
        String region = text(EmployerColumn.REGION);
        wrong(region != null && region.length() > LONGEST_REGION, "bad-region-name");
        LocalDate from = day(today);
        return new Staged(faults, taxCode, name, name == null ? null : SearchForm.of(name), given(EmployerColumn.GROUP, group),
                given(EmployerColumn.REGION, region), text(EmployerColumn.UNION), from);
    }

    private LocalDate day(LocalDate today) {
        String text = text(EmployerColumn.VALID_FROM);
        if (text == null) {
            return today;
        }
        try {
            LocalDate day = Kept.day(text);
            wrong(day.isAfter(today), "day-in-future");
            return day;
        } catch (IllegalArgumentException unreadable) {
            faults.add("bad-day");
            return null;
        }
    }

    /** Blank where the column is there and nothing in it; null where there is no such column. */
    private String given(EmployerColumn column, String value) {
        return value != null ? value : places.containsKey(column) ? "" : null;
    }

    private void wrong(boolean isWrong, String fault) {
        if (isWrong) {
            faults.add(fault);
        }
    }

    private String text(EmployerColumn column) {
        Integer place = places.get(column);
        return place == null ? null : row.cell(place);
    }
}
