package org.doanket.finance.dues;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member owes for a month, and why. {@code excess} is the part above the common rate, by the unit's own resolution.
 *
 * @param number of the member here; the cursor
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargeView(@JsonIgnore long number, UUID member, String memberCode, String name, UUID unit, YearMonth month, Money amount,
        Money excess, Explanation explanation) {

    /**
     * @param verified   whether the rule, the cap or least amount and the exemption that decide it are all verified; if not, {@code unverified} has
     *                   the citations of those that are not
     * @param steps      the working-out in the reader's language, one sentence a step
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Explanation(String rule, String citation, boolean verified, List<String> unverified, List<String> steps) {
    }

    /** A page of them; only says to readers of the API what a {@code Page} of this is. */
    @Schema(name = "PageChargeView")
    record Listed(List<ChargeView> items, String next) {
    }
}
