package org.doanket.finance.paybase;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.doanket.finance.AmountText;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.Kept;

/** One row of a pay file as read, with all that is wrong with it. */
final class PayRow {

    private static final DateTimeFormatter VIETNAMESE = DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final Set<String> LEAVES = Set.of("si-benefit", "unpaid-leave");
    private static final Set<String> YES = Set.of("yes", "true", "x", "1", "có", "co", "是");
    private static final Set<String> NO = Set.of("no", "false", "0", "không", "khong", "否");
    private static final Set<String> REGIONS = Set.of("I", "II", "III", "IV");

    private final SheetRow row;
    private final Map<PayColumn, Integer> places;
    private final String currency;
    private final List<String> faults = new ArrayList<>();

    PayRow(SheetRow row, Map<PayColumn, Integer> places, String currency) {
        this.row = row;
        this.places = places;
        this.currency = currency;
    }

    /** In the order of the columns of {@code pay_stage} after import and row number. */
    Object[] staged(long importNo) {
        String code = text(PayColumn.MEMBER_CODE);
        if (code == null) {
            faults.add("member-missing");
        }
        Long siSalary = amount(PayColumn.SI_SALARY);
        Long netPay = amount(PayColumn.NET_PAY);
        Long wage = amount(PayColumn.WAGE);
        Long fixed = amount(PayColumn.FIXED_AMOUNT);
        String region = text(PayColumn.WAGE_REGION);
        if (region != null && !REGIONS.contains(region)) {
            faults.add("bad-region");
        }
        String leave = text(PayColumn.LEAVE_KIND) == null ? null : text(PayColumn.LEAVE_KIND).toLowerCase(Locale.ROOT);
        LocalDate from = date(PayColumn.LEAVE_FROM);
        LocalDate to = date(PayColumn.LEAVE_TO);
        checkLeave(leave, from, to);
        boolean isPaid = siSalary != null || netPay != null || wage != null || fixed != null;
        boolean isWithdrawn = isWithdrawn(isPaid);
        if (!isPaid && !isWithdrawn && leave == null && faults.isEmpty()) {
            faults.add("no-pay");
        }
        return new Object[] {importNo, row.number(), row.cells(), code, siSalary, netPay, wage, fixed, region, leave, from, to,
            isWithdrawn, faults.stream().distinct().toList()};
    }

    private boolean isWithdrawn(boolean isPaid) {
        String word = text(PayColumn.WITHDRAWN) == null ? "no" : text(PayColumn.WITHDRAWN).toLowerCase(Locale.ROOT);
        boolean isWithdrawn = YES.contains(word);
        if (!isWithdrawn && !NO.contains(word) || isWithdrawn && isPaid) {
            faults.add("bad-withdrawal");
        }
        return isWithdrawn;
    }

    private void checkLeave(String kind, LocalDate from, LocalDate to) {
        boolean isNamed = kind != null || from != null || to != null;
        if (isNamed && (kind == null || !LEAVES.contains(kind) || from == null) && !faults.contains("bad-date")) {
            faults.add("leave-incomplete");
        }
        if (from != null && to != null && to.isBefore(from)) {
            faults.add("leave-backwards");
        }
    }

    private String text(PayColumn column) {
        Integer place = places.get(column);
        return place == null ? null : row.cell(place);
    }

    private Long amount(PayColumn column) {
        String text = text(column);
        if (text == null) {
            return null;
        }
        OptionalLong amount = AmountText.minor(text, currency);
        if (amount.isEmpty() || amount.getAsLong() < 0 || amount.getAsLong() > 100_000_000_000L) {
            faults.add("bad-amount");
            return null;
        }
        return amount.getAsLong();
    }

    private LocalDate date(PayColumn column) {
        String text = text(column);
        if (text == null) {
            return null;
        }
        try {
            return Kept.day(text.contains("/") ? LocalDate.parse(text, VIETNAMESE).toString() : text);
        } catch (DateTimeParseException | IllegalArgumentException noDate) {
            faults.add("bad-date");
            return null;
        }
    }
}
