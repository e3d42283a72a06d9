package org.doanket.finance.bank;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a bank lays out its files: columns by their headings. What is absent a file of that bank does not have, or tells by itself. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BankProfileView(String code, String name, String dateColumn, String dateFormat, String amountColumn, String creditColumn,
        String debitColumn, String directionColumn, String debitMark, String memoColumn, String referenceColumn, String balanceColumn,
        String payerColumn, String payerAccountColumn, String virtualAccountColumn, Integer headerRow, String encoding, String thousands,
        boolean ended, @JsonIgnore long version) {

    static BankProfileView of(ResultSet row) throws SQLException {
        return new BankProfileView(row.getString("code"), row.getString("name"), row.getString("date_column"), row.getString("date_format"),
                row.getString("amount_column"), row.getString("credit_column"), row.getString("debit_column"),
                row.getString("direction_column"),
                row.getString("debit_mark"), row.getString("memo_column"), row.getString("reference_column"),
                row.getString("balance_column"),
                row.getString("payer_column"), row.getString("payer_account_column"), row.getString("virtual_account_column"),
                row.getObject("header_row", Integer.class), row.getString("encoding"), row.getString("thousands"), row.getBoolean("ended"),
                row.getLong("version"));
    }
}
