package org.doanket.finance.bank;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** Statements and their lines as they are shown; payers' accounts only by their last digits. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface BankView {

    record StatementView(UUID id, UUID unit, String profile, String state, Long lines, Long known, Long matched, Long suspended,
            Long debits, OffsetDateTime createdAt) implements BankView {

        static StatementView of(ResultSet row) throws SQLException {
            return new StatementView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("profile"),
                    row.getString("state"), row.getObject("line_count", Long.class), row.getObject("known", Long.class),
                    row.getObject("matched", Long.class), row.getObject("suspended", Long.class), row.getObject("debits", Long.class),
                    row.getObject("created_at", OffsetDateTime.class));
        }
    }

    /** @param state matched or suspense */
    record LineView(UUID id, @JsonIgnore long no, UUID unit, LocalDate valueDate, Money amount, String memo, String bankRef,
            String payer, String payerAccount, String state, ReceiptView receipt) implements BankView {

        static LineView of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            ReceiptView receipt = row.getObject("receipt_id") == null ? null : new ReceiptView(row.getObject("receipt_id", UUID.class),
                    row.getObject("request_id", UUID.class), YearMonth.from(row.getObject("month", LocalDate.class)),
                    row.getString("stream"), new Money(row.getLong("paid"), currency), new Money(row.getLong("surplus"), currency),
                    row.getString("matched_by"));
            return new LineView(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                    row.getObject("value_date", LocalDate.class), new Money(row.getLong("amount"), currency), row.getString("memo"),
                    row.getString("bank_ref"), row.getString("payer"), row.getString("payer_account"),
                    receipt == null ? "suspense" : "matched", receipt);
        }
    }

    /** What a line paid; {@code surplus} came in above what was owed and is due back. */
    record ReceiptView(UUID id, UUID paymentRequest, YearMonth month, String stream, Money amount, Money surplus, String matchedBy)
            implements BankView {
    }

    record ProfileView(String code, String name) implements BankView {
    }
}
