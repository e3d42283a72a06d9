package org.doanket.finance.paybase;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** Pay as it is shown, to treasurers and auditors only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PayView {

    record ImportView(UUID id, @JsonIgnore long no, UUID unit, YearMonth month, String mode, String state, long rows, long faulty,
            long taken, long unchanged, OffsetDateTime createdAt, OffsetDateTime undoneAt, String undoneBy, @JsonIgnore List<String> header) implements PayView {
    }

    /** A row that was not taken over. @param number as the spreadsheet counts */
    record FaultyRow(long number, List<String> cells, List<FaultView> faults) implements PayView {
    }

    record FaultView(String code, String message) implements PayView {
    }

    record Record(@JsonIgnore long memberNo, UUID member, String memberCode, String name, UUID unit, YearMonth month, int version,
            Money siSalary, Money netPay, Money wage, Money fixedAmount, String wageRegion) implements PayView {
    }
}
