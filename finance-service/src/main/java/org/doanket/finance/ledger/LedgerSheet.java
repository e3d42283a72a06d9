package org.doanket.finance.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.doanket.finance.ledger.LedgerView.Balance;
import org.doanket.finance.ledger.LedgerView.Elimination;
import org.doanket.finance.ledger.LedgerView.Statement;
import org.doanket.finance.ledger.LedgerView.StatementLine;
import org.doanket.finance.ledger.LedgerView.TrialBalance;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.sheet.SheetWriter;

/** Balances as a sheet, as long as the chart of accounts. Amounts in minor units, debit above zero. */
final class LedgerSheet {

    private LedgerSheet() {
    }

    private interface Rows {
        void on(SheetWriter sheet) throws IOException;
    }

    static byte[] of(TrialBalance trial, String type, Locale language) {
        return write(type, Messages.text(language, "ledger.trial-balance"), sheet -> {
            head(sheet, language, "account", "name", "currency", "debit", "credit", "balance");
            for (Balance line : trial.accounts()) {
                sheet.row(line.account(), line.name(), line.balance().currency(), line.debit().amount(), line.credit().amount(),
                        line.balance().amount());
            }
        });
    }

    static byte[] of(Statement statement, String type, Locale language) {
        return write(type, Messages.text(language, "ledger.statement"), sheet -> {
            head(sheet, language, "account", "name", "currency", "opening", "debit", "credit", "closing", "eliminated", "consolidated");
            for (StatementLine line : statement.accounts()) {
                sheet.row(line.account(), line.name(), line.closing().currency(), line.opening().amount(), line.debit().amount(),
                        line.credit().amount(), line.closing().amount(), amount(line.eliminated()), amount(line.consolidated()));
            }
            if (statement.eliminations() != null) {
                sheet.next(Messages.text(language, "ledger.eliminations"));
                head(sheet, language, "group", "currency", "upper", "lower", "difference");
                for (Elimination pair : statement.eliminations()) {
                    sheet.row(pair.name(), pair.upper().currency(), pair.upper().amount(), pair.lower().amount(), pair.difference()
                            .amount());
                }
            }
        });
    }

    private static Long amount(Money money) {
        return money == null ? null : money.amount();
    }

    private static void head(SheetWriter sheet, Locale language, String... columns) throws IOException {
        sheet.row(Stream.of(columns).map(column -> (Object) Messages.text(language, "ledger.column." + column)).toArray());
    }

    private static byte[] write(String type, String name, Rows rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.of(type, out, name)) {
            rows.on(sheet);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}
