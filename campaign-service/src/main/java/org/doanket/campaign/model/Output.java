package org.doanket.campaign.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.doanket.platform.text.Nfc;

/** Something the model brings that somebody else can check. @param proof how it is checked */
@Embeddable
public record Output(
        @NotBlank @Size(max = 500) String title,
        @DecimalMin("0") @Digits(integer = 15, fraction = 4) @Column(precision = 20, scale = 4) BigDecimal quantity,
        @Size(max = 60) String measure,
        @Size(max = 500) String proof) {

    public Output {
        title = Nfc.of(title);
        measure = Nfc.of(measure);
        proof = Nfc.of(proof);
        quantity = quantity == null ? null : Quantities.plain(quantity);
    }
}
