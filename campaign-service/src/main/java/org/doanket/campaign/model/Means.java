package org.doanket.campaign.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.doanket.platform.text.Nfc;

/** What the model is done with. Kinds are never added together. @param quantity money in minor units of the currency */
@Embeddable
public record Means(
        @NotNull @Pattern(regexp = "money|premises|tools|people|workdays|social-funding") String kind,
        @DecimalMin("0") @Digits(integer = 15, fraction = 4) @Column(precision = 20, scale = 4) BigDecimal quantity,
        @Pattern(regexp = "[A-Z]{3}") String currency,
        @Size(max = 500) String description) {

    public Means {
        description = Nfc.of(description);
        quantity = quantity == null ? null : Quantities.plain(quantity);
    }

    /** Money needs its currency and whole minor units; what is no money has none. */
    @AssertTrue
    boolean isOfItsKind() {
        if ("money".equals(kind)) {
            return currency != null && quantity != null && quantity.scale() <= 0;
        }
        return currency == null || "social-funding".equals(kind);
    }
}
