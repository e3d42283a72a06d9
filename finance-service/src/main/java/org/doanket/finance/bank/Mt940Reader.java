package org.doanket.finance.bank;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doanket.platform.error.Problem;

/**
 * MT940 of SWIFT, with or without its envelope, any number of statements in a file. Streaming: one line and what the bank tells of it
 * are in memory. A statement of several pages goes on where the one before it ended ({@code 60M}, {@code 62M}).
 */
final class Mt940Reader {

    private static final String FORMAT = "MT940";
    private static final int LONGEST_FIELD = 4_000;
    private static final Pattern TAG = Pattern.compile(":(\\d{2}[A-Z]?):(.*)", Pattern.DOTALL);
    private static final Pattern BALANCE = Pattern.compile("([CD])(\\d{6})([A-Z]{3})([\\d,.]{1,16})\\s*");
    /**
     * Value date, day of booking, direction (R turns it round), letter of the currency, amount, kind, the owner's and the bank's
     * reference.
     */
    private static final Pattern MOVEMENT = Pattern.compile(
            "(\\d{6})(\\d{4})?(RC|RD|C|D)([A-Z])?(\\d[\\d,]{0,15})([A-Z][A-Z0-9]{3})(.*?)(?://(.*))?", Pattern.DOTALL);
    private static final Pattern ACCOUNT = Pattern.compile("(?:.*/)?(\\w*?\\d)(?:[A-Z]{3})?");

    private final StatementLines lines;
    private String account;
    private String currency;
    private BalanceCheck check;
    private Matcher movement;
    private String purpose = "";
    private boolean isClosed;
    private boolean hasStatement;

    private Mt940Reader(StatementLines lines) {
        this.lines = lines;
    }

    /** @throws Problem 422 {@code bad-statement} with the number of the line, or {@code statement-balance} */
    static void read(InputStream in, StatementLines lines) throws SQLException {
        Mt940Reader reader = new Mt940Reader(lines);
        TextLines text = new TextLines(in);
        try {
            reader.run(text);
        } catch (Problem refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            throw BankProblems.unreadable(FORMAT + " " + text.number());
        }
        if (!reader.hasStatement) {
            throw BankProblems.unreadable(FORMAT);
        }
    }

    private void run(TextLines text) throws IOException, SQLException {
        StringBuilder field = new StringBuilder();
        for (String line = text.next(); line != null; line = text.next()) {
            String bare = line.startsWith("{") ? line.substring(line.lastIndexOf('{') + 1).replaceFirst("^\\d:", "") : line;
            if (bare.startsWith(":") && TAG.matcher(bare).matches()) {
                end(field);
                field.append(bare);
            } else if (bare.startsWith("-}") || bare.equals("-")) {
                end(field);
            } else if (!field.isEmpty() && field.length() < LONGEST_FIELD) {
                field.append('\n').append(bare);
            }
        }
        end(field);
        endStatement();
    }

    /** One without its closing balance was cut off. */
    private void endStatement() throws SQLException {
        endMovement();
        if (check != null && !isClosed) {
            throw BankProblems.unreadable(FORMAT + " :62F:");
        }
        check = null;
    }

    private void end(StringBuilder field) throws SQLException {
        if (field.isEmpty()) {
            return;
        }
        Matcher tag = TAG.matcher(field.toString());
        tag.matches();
        take(tag.group(1), tag.group(2));
        field.setLength(0);
    }

    private void take(String tag, String value) throws SQLException {
        switch (tag) {
            case "20" -> {
                endStatement();
                account = null;
            }
            case "25", "25P" -> {
                Matcher own = ACCOUNT.matcher(value.lines().findFirst().orElse("").replace(" ", ""));
                account = own.matches() ? own.group(1) : value;
            }
            case "60F", "60M" -> opens(value);
            case "61" -> {
                endMovement();
                movement = matched(MOVEMENT, value.lines().findFirst().orElse(""));
                purpose = "";
            }
            case "86" -> purpose = isClosed ? "" : value;
            case "62F", "62M" -> {
                endMovement();
                isClosed = true;
                if (check == null) {
                    throw BankProblems.unreadable(FORMAT + " :60F:");
                }
                check.closes(balance(value));
            }
            default -> {
                // pages, sums and forward balances say nothing that the rest does not
            }
        }
    }

    private void opens(String value) {
        check = new BalanceCheck(FORMAT);
        check.opens(balance(value));
        isClosed = false;
        hasStatement = true;
    }

    private long balance(String value) {
        Matcher balance = matched(BALANCE, value);
        day(balance.group(2));
        currency = balance.group(3);
        return balance.group(1).equals("D") ? -minor(balance.group(4)) : minor(balance.group(4));
    }

    private void endMovement() throws SQLException {
        if (movement == null) {
            return;
        }
        if (check == null) {
            throw BankProblems.unreadable(FORMAT + " :60F:");
        }
        LocalDate value = day(movement.group(1));
        boolean isIn = movement.group(3).equals("C") || movement.group(3).equals("RD");
        long amount = isIn ? minor(movement.group(5)) : -minor(movement.group(5));
        Mt940Purpose told = Mt940Purpose.of(purpose.isEmpty() ? movement.group(7) : purpose);
        String bankRef = movement.group(8) == null || movement.group(8).isBlank() ? null : movement.group(8).strip();
        Long after = check.moves(amount);
        lines.accept(new StatementLine(account, value, booked(value, movement.group(2)), amount, currency, told.memo(), bankRef,
                told.payer(),
                told.payerAccount(), null, null, after));
        movement = null;
    }

    private long minor(String amount) {
        String bare = amount.endsWith(",") ? amount.substring(0, amount.length() - 1) : amount.replace(',', '.');
        return new BigDecimal(bare).movePointRight(Currency.getInstance(currency).getDefaultFractionDigits()).longValueExact();
    }

    /** Two digits of the year: from 80 on the century before. */
    private static LocalDate day(String text) {
        int year = Integer.parseInt(text.substring(0, 2));
        return LocalDate.of(year >= 80 ? 1900 + year : 2000 + year, Integer.parseInt(text.substring(2, 4)),
                Integer.parseInt(text.substring(4)));
    }

    /** Month and day only: of the years beside each other the one that lies nearest, for the last days of a year are booked in the next. */
    private static LocalDate booked(LocalDate value, String monthDay) {
        if (monthDay == null) {
            return null;
        }
        LocalDate best = null;
        for (int year = value.getYear() - 1; year <= value.getYear() + 1; year++) {
            try {
                LocalDate day = LocalDate.of(year, Integer.parseInt(monthDay.substring(0, 2)), Integer.parseInt(monthDay.substring(2)));
                if (best == null || distance(day, value) < distance(best, value)) {
                    best = day;
                }
            } catch (DateTimeException noLeapYear) {
                // the 29th of February of another year
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no day");
        }
        return best;
    }

    private static long distance(LocalDate one, LocalDate other) {
        return Math.abs(one.toEpochDay() - other.toEpochDay());
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not of that form");
        }
        return matcher;
    }
}
