package org.doanket.finance.bank;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.format.DateTimeFormatter;

/**
 * How a bank lays out its CSV or XLSX. The amount is one signed column, one column with a mark of the direction in another, or a column
 * each for what came and what left.
 *
 * @param dateFormat of java.time, such as dd/MM/yyyy; days of spreadsheets and ISO days are read in any case
 * @param debitMark  stands in the direction column of what left, such as D or Nợ
 * @param headerRow  where the headings stand, from 1; found by them if not given
 * @param encoding   of a CSV; UTF-8, or what its byte order mark says, if not given
 * @param thousands  separator; told by the amounts themselves if not given
 * @param ended      no longer to be used
 */
public record BankProfileCommand(@NotBlank @Size(max = 100) String name, @NotBlank @Size(max = 100) String dateColumn,
        @NotNull @Size(max = 40) String dateFormat, @Size(min = 1, max = 100) String amountColumn,
        @Size(min = 1, max = 100) String creditColumn, @Size(min = 1, max = 100) String debitColumn,
        @Size(min = 1, max = 100) String directionColumn, @Size(min = 1, max = 20) String debitMark,
        @NotBlank @Size(max = 100) String memoColumn, @Size(min = 1, max = 100) String referenceColumn,
        @Size(min = 1, max = 100) String balanceColumn, @Size(min = 1, max = 100) String payerColumn,
        @Size(min = 1, max = 100) String payerAccountColumn, @Size(min = 1, max = 100) String virtualAccountColumn,
        @Min(1) @Max(200) Integer headerRow, @Pattern(regexp = "utf-8|utf-16le|windows-1258|windows-1252|gb18030") String encoding,
        @Pattern(regexp = "[,. ']") String thousands, boolean ended) {

    @AssertTrue
    public boolean isAmountOrCredit() {
        return (amountColumn == null) != (creditColumn == null);
    }

    @AssertTrue
    public boolean isDirectionWithMark() {
        return (directionColumn == null) == (debitMark == null) && (directionColumn == null || amountColumn != null);
    }

    @AssertTrue
    public boolean isDateFormatReadable() {
        if (dateFormat == null) {
            return true;
        }
        try {
            DateTimeFormatter.ofPattern(dateFormat);
            return dateFormat.contains("y") && dateFormat.contains("M") && dateFormat.contains("d");
        } catch (IllegalArgumentException noPattern) {
            return false;
        }
    }
}
