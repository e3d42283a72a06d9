package org.doanket.finance.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import org.doanket.finance.grant.GrantView.GrantList;
import org.doanket.platform.http.Messages;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;

/** The list to be signed by each who gets something. Amounts in whole units of the currency, as they are counted out. */
@ApplicationScoped
class GrantSheet {

    private static final String[] COLUMNS = {"number", "code", "name", "cash", "in-kind", "total", "note", "signature"};

    private final GrantQueries queries;

    GrantSheet(GrantQueries queries) {
        this.queries = queries;
    }

    StreamingOutput of(UnitScope scope, GrantList list, String type, Locale language) {
        return out -> write(scope, list, type, language, out);
    }

    private void write(UnitScope scope, GrantList list, String type, Locale language, OutputStream out) throws IOException {
        try (SheetWriter sheet = SheetWriter.of(type, out, Messages.text(language, "grant-sheet.title"))) {
            sheet.row(text(language, COLUMNS));
            int[] number = {0};
            UUID id = list.id();
            queries.eachOf(scope, id, row -> {
                GrantView.Application each = GrantView.Application.of(row);
                sheet.row(++number[0], each.memberCode(), each.memberName(), major(each.cash().amount(), each.cash().currency()),
                        major(each.inKind().amount(), each.cash().currency()), major(each.cash().amount() + each.inKind()
                        .amount(), each.cash().currency()), each.reason(), null);
            });
            String currency = list.cash().currency();
            sheet.row(null, null, Messages.text(language, "grant-sheet.total"), major(list.cash().amount(), currency), major(list.inKind()
                    .amount(), currency), major(list.cash().amount() + list.inKind().amount(), currency), null, null);
        }
    }

    private static Object[] text(Locale language, String... columns) {
        Object[] texts = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            texts[i] = Messages.text(language, "grant-sheet." + columns[i]);
        }
        return texts;
    }

    private static Number major(long minor, String currency) {
        return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
