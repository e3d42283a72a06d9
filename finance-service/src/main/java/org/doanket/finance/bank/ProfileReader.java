package org.doanket.finance.bank;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
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
final class ProfileReader {

    private static final int LAST_HEADER_ROW = 40;
    private static final String ISO_DAY = "\\d{4}-\\d{2}-\\d{2}.*";

    private final BankProfileView profile;
    private final String currency;
    private final DateTimeFormatter format;
    private final String debitMark;
    private final RunningBalance balance = new RunningBalance();
    private Map<String, Integer> places = Map.of();
    private long read;
    private boolean hasOtherDays;

    private ProfileReader(BankProfileView profile, String currency) {
        this.profile = profile;
        this.currency = currency;
        this.format = DateTimeFormatter.ofPattern(profile.dateFormat());
        this.debitMark = profile.debitMark() == null ? null : SearchForm.of(profile.debitMark());
    }

    /** @return of what form it was: numbers of a workbook are written otherwise than those of a text, so it is one of its own */
    static String read(Path file, BankProfileView profile, String currency, StatementLines lines) throws SQLException {
        boolean isWorkbook = isArchive(file);
        String form = profile.code() + (isWorkbook ? ".xlsx" : "");
        if (profile.encoding() == null || profile.encoding().equals("utf-8") || isWorkbook) {
            new ProfileReader(profile, currency).read(file, lines);
            return form;
        }
        Path utf8 = inUtf8(file, Charset.forName(profile.encoding()));
        try {
            new ProfileReader(profile, currency).read(utf8, lines);
            return form;
        } finally {
            delete(utf8);
        }
    }

    private void read(Path file, StatementLines lines) throws SQLException {
        try (SheetReader sheet = SheetReader.open(file, UploadService.SHEET)) {
            while (sheet.hasNext()) {
                SheetRow row = sheet.next();
                if (places.isEmpty()) {
                    places = header(row);
                    if (places.isEmpty() && row.number() >= (profile.headerRow() == null ? LAST_HEADER_ROW : profile.headerRow())) {
                        break;
                    }
                } else if (!row.isBlank() && cell(row, profile.dateColumn()) != null) {
                    StatementLine line = line(row);
                    if (line != null) {
                        lines.accept(line);
                        read++;
                    }
                }
            }
            if (places.isEmpty()) {
                throw BankProblems.unreadable(profile.dateColumn() + ", " + amountColumn() + ", " + profile.memoColumn());
            }
            if (read == 0 && hasOtherDays) {
                throw BankProblems.unreadable(profile.dateColumn() + ": " + profile.dateFormat());
            }
        }
    }

    private String amountColumn() {
        return profile.amountColumn() == null ? profile.creditColumn() : profile.amountColumn();
    }

    /** Above the table banks print who and when; it begins at the row that names date, amount and memo. */
    private Map<String, Integer> header(SheetRow row) {
        if (profile.headerRow() != null && row.number() != profile.headerRow()) {
            return Map.of();
        }
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            found.putIfAbsent(SearchForm.of(row.cells().get(i)), i);
        }
        boolean isHeader = found.containsKey(SearchForm.of(profile.dateColumn())) && found.containsKey(SearchForm.of(amountColumn()))
                && found.containsKey(SearchForm.of(profile.memoColumn()));
        return isHeader ? found : Map.of();
    }

    /** Null for a row below the table, such as a sum: no date stands at its beginning. */
    private StatementLine line(SheetRow row) {
        LocalDate day = day(cell(row, profile.dateColumn()));
        if (day == null) {
            hasOtherDays |= cell(row, profile.dateColumn()).chars().anyMatch(Character::isDigit);
            return null;
        }
        long amount = signed(row);
        if (amount == 0) {
            throw BankProblems.unreadable("row " + row.number());
        }
        String memo = cell(row, profile.memoColumn());
        String after = cell(row, profile.balanceColumn());
        OptionalLong standing = after == null ? OptionalLong.empty() : minor(after);
        balance.next(row.number(), amount, standing);
        return new StatementLine(null, day, null, amount, currency, memo == null ? "" : memo, cell(row, profile.referenceColumn()),
                cell(row, profile.payerColumn()), cell(row, profile.payerAccountColumn()),
                amount < 0 ? null : cell(row, profile.virtualAccountColumn()), after,
                standing.isPresent() ? Long.valueOf(standing.getAsLong()) : null);
    }

    private long signed(SheetRow row) {
        if (profile.amountColumn() == null) {
            return amount(row, profile.creditColumn()) - Math.abs(amount(row, profile.debitColumn()));
        }
        long amount = amount(row, profile.amountColumn());
        if (profile.directionColumn() == null) {
            return amount;
        }
        String direction = cell(row, profile.directionColumn());
        return direction != null && SearchForm.of(direction).equals(debitMark) ? -Math.abs(amount) : Math.abs(amount);
    }

    private long amount(SheetRow row, String column) {
        String text = cell(row, column);
        return text == null || text.equals("-") ? 0 : minor(text).orElseThrow(() -> BankProblems.unreadable("row " + row.number()));
    }

    /** Also with the minus behind, or in brackets, as bookkeepers write what left. */
    private OptionalLong minor(String text) {
        String bare = text;
        boolean isNegative = bare.startsWith("(") && bare.endsWith(")") || bare.endsWith("-");
        if (isNegative) {
            bare = bare.replaceAll("^\\(|[)-]$", "").strip();
        }
        if (profile.thousands() != null) {
            bare = bare.replace(profile.thousands(), "");
            bare = profile.thousands().equals(",") ? bare : bare.replace(',', '.');
        }
        OptionalLong amount = AmountText.minor(bare, currency);
        return isNegative && amount.isPresent() ? OptionalLong.of(-amount.getAsLong()) : amount;
    }

    private LocalDate day(String text) {
        try {
            if (text.matches(ISO_DAY)) {
                return Kept.day(text.substring(0, 10));
            }
            String day = text.length() > profile.dateFormat().length() ? text.substring(0, profile.dateFormat().length()) : text;
            return Kept.day(LocalDate.parse(day, format).toString());
        } catch (DateTimeException | IllegalArgumentException noDay) {
            return null;
        }
    }

    private String cell(SheetRow row, String column) {
        Integer place = column == null ? null : places.get(SearchForm.of(column));
        return place == null ? null : row.cell(place);
    }

    private static boolean isArchive(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        } catch (IOException unreadable) {
            throw BankProblems.unreadable("content");
        }
    }

    private static Path inUtf8(Path file, Charset encoding) {
        Path copy = null;
        try {
            copy = Files.createTempFile("doanket-statement", null);
            try (Reader in = Files.newBufferedReader(file, encoding); Writer out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
                in.transferTo(out);
            }
            return copy;
        } catch (IOException notOfThatEncoding) {
            if (copy != null) {
                delete(copy);
            }
            throw BankProblems.unreadable(encoding.name());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            file.toFile().deleteOnExit();
        }
    }
}
