package org.doanket.finance.fund;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doanket.finance.AmountText;
import org.doanket.finance.StagedSheet.Staged;
import org.doanket.finance.employer.EmployerCommand;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.Kept;

/** One row of a sheet of declarations as read, with all that is wrong with it by itself. */
final class FundDeclarationRow {

    /** {@code 2025-07}, {@code 7/2025}, {@code 2025年7月}; or the day by which a spreadsheet keeps a month. */
    private static final Pattern MONTH = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})(?:月|[-/.]\\d{1,2}(?:[T ].*)?)?");
    private static final Pattern MONTH_LAST = Pattern.compile("(?:\\d{1,2}[-/.])?(\\d{1,2})[-/.](\\d{4})");
    private static final int LONGEST_NOTE = 500;
    /** A count has no minor units, so it is read as money that has none. */
    private static final String WHOLE = "VND";

    private final SheetRow row;
    private final Map<FundDeclarationColumn, Integer> places;
    private final String currency;
    private final List<String> faults = new ArrayList<>();

    FundDeclarationRow(SheetRow row, Map<FundDeclarationColumn, Integer> places, String currency) {
        this.row = row;
        this.places = places;
        this.currency = currency;
    }

    /** @param today in months that have begun by then only */
    Staged staged(LocalDate today) {
        String taxCode = text(FundDeclarationColumn.TAX_CODE);
        wrong(taxCode == null || !taxCode.matches(EmployerCommand.TAX_CODE), "bad-tax-code");
        LocalDate month = month();
        wrong(month != null && month.isAfter(today), "month-in-future");
        Long payroll = number(FundDeclarationColumn.PAYROLL, currency, FundCommand.MOST, "bad-amount");
        wrong(text(FundDeclarationColumn.PAYROLL) == null, "payroll-missing");
        Long staff = number(FundDeclarationColumn.HEAD_COUNT, WHOLE, FundCommand.MOST_STAFF, "bad-count");
        wrong(text(FundDeclarationColumn.HEAD_COUNT) == null, "staff-missing");
        Long organised = number(FundDeclarationColumn.ORGANISATION_MEMBERS, WHOLE, FundCommand.MOST_STAFF, "bad-count");
        wrong(staff != null && organised != null && organised > staff, "more-than-the-staff");
        String note = text(FundDeclarationColumn.NOTE);
        wrong(note != null && note.length() > LONGEST_NOTE, "note-too-long");
        return new Staged(faults.stream().distinct().toList(), taxCode, month, payroll, staff, organised == null ? 0L : organised, note);
    }

    private LocalDate month() {
        String text = text(FundDeclarationColumn.MONTH);
        if (text != null) {
            Matcher first = MONTH.matcher(text);
            Matcher last = MONTH_LAST.matcher(text);
            try {
                if (first.matches()) {
                    return kept(first.group(1), first.group(2));
                }
                if (last.matches()) {
                    return kept(last.group(2), last.group(1));
                }
            } catch (DateTimeException noMonth) {
                // falls through to the one fault
            }
        }
        faults.add("bad-month");
        return null;
    }

    private static LocalDate kept(String year, String month) {
        if (!Kept.isYear(Integer.parseInt(year))) {
            throw new DateTimeException(year);
        }
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), 1);
    }

    private Long number(FundDeclarationColumn column, String unit, long most, String fault) {
        String text = text(column);
        if (text == null) {
            return null;
        }
        OptionalLong number = AmountText.minor(text, unit);
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > most) {
            faults.add(fault);
            return null;
        }
        return number.getAsLong();
    }

    private void wrong(boolean isWrong, String fault) {
        if (isWrong) {
            faults.add(fault);
        }
    }

    private String text(FundDeclarationColumn column) {
        Integer place = places.get(column);
        return place == null ? null : row.cell(place);
    }
}
