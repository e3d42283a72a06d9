package org.doanket.finance.bank;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.doanket.finance.AmountText;
import org.doanket.finance.UploadService;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.Kept;
import org.doanket.platform.text.SearchForm;

/** A bank's own CSV or XLSX, read by the profile that says which column is what. */
record ProfileReader(String dateColumn, String dateFormat, String creditColumn, String debitColumn, String memoColumn,
        String referenceColumn, String balanceColumn, String payerColumn, String payerAccountColumn) {

    private static final int LAST_HEADER_ROW = 40;
    private static final String ISO_DAY = "\\d{4}-\\d{2}-\\d{2}.*";

    static ProfileReader of(ResultSet row) throws SQLException {
        return new ProfileReader(row.getString("date_column"), row.getString("date_format"), row.getString("credit_column"),
                row.getString("debit_column"), row.getString("memo_column"), row.getString("reference_column"),
                row.getString("balance_column"), row.getString("payer_column"), row.getString("payer_account_column"));
    }

    void read(Path file, String currency, CamtReader.Lines lines) throws SQLException {
        try (SheetReader sheet = SheetReader.open(file, UploadService.SHEET)) {
            Map<String, Integer> places = Map.of();
            while (sheet.hasNext()) {
                SheetRow row = sheet.next();
                if (places.isEmpty()) {
                    places = header(row);
                    if (places.isEmpty() && row.number() > LAST_HEADER_ROW) {
                        break;
                    }
                } else if (!row.isBlank() && cell(row, places, dateColumn) != null) {
                    StatementLine line = line(row, places, currency);
                    if (line != null) {
                        lines.accept(line);
                    }
                }
            }
            if (places.isEmpty()) {
                throw BankProblems.unreadable(dateColumn + ", " + creditColumn + ", " + memoColumn);
            }
        }
    }

    /** Above the table banks print who and when; it begins at the row that names date, credit and memo. */
    private Map<String, Integer> header(SheetRow row) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            places.putIfAbsent(SearchForm.of(row.cells().get(i)), i);
        }
        boolean isHeader = places.containsKey(SearchForm.of(dateColumn)) && places.containsKey(SearchForm.of(creditColumn))
                && places.containsKey(SearchForm.of(memoColumn));
        return isHeader ? places : Map.of();
    }

    /** Null for a row below the table, such as a sum: no date stands at its beginning. */
    private StatementLine line(SheetRow row, Map<String, Integer> places, String currency) {
        LocalDate day = day(cell(row, places, dateColumn));
        if (day == null) {
            return null;
        }
        long amount = amount(row, places, creditColumn, currency) - Math.abs(amount(row, places, debitColumn, currency));
        if (amount == 0) {
            throw BankProblems.unreadable("row " + row.number());
        }
        String memo = cell(row, places, memoColumn);
        return new StatementLine(null, day, amount, currency, memo == null ? "" : memo, cell(row, places, referenceColumn),
                cell(row, places, payerColumn), cell(row, places, payerAccountColumn), cell(row, places, balanceColumn));
    }

    private long amount(SheetRow row, Map<String, Integer> places, String column, String currency) {
        String text = cell(row, places, column);
        if (text == null || text.equals("-")) {
            return 0;
        }
        OptionalLong amount = AmountText.minor(text, currency);
        return amount.orElseThrow(() -> BankProblems.unreadable("row " + row.number()));
    }

    private LocalDate day(String text) {
        try {
            if (text.matches(ISO_DAY)) {
                return Kept.day(text.substring(0, 10));
            }
            String day = text.length() > dateFormat.length() ? text.substring(0, dateFormat.length()) : text;
            return Kept.day(LocalDate.parse(day, DateTimeFormatter.ofPattern(dateFormat)).toString());
        } catch (DateTimeParseException | IllegalArgumentException noDay) {
            return null;
        }
    }

    private static String cell(SheetRow row, Map<String, Integer> places, String column) {
        Integer place = column == null ? null : places.get(SearchForm.of(column));
        return place == null ? null : row.cell(place);
    }
}
