package org.doanket.campaign.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import org.doanket.platform.text.Nfc;

/** Where a model is done. @param code of the administrative unit */
@Embeddable
public record Place(
        @Column(name = "place_code") @Size(max = 40) String code,
        @Column(name = "place") @Size(max = 300) String text,
        @Column(name = "latitude") @DecimalMin("-90") @DecimalMax("90") Double latitude,
        @Column(name = "longitude") @DecimalMin("-180") @DecimalMax("180") Double longitude) {

    public Place {
        code = Nfc.of(code);
        text = Nfc.of(text);
    }

    @AssertTrue
    boolean isPositionWhole() {
        return (latitude == null) == (longitude == null);
    }

    boolean isGiven() {
        return code != null || text != null && !text.isEmpty() || latitude != null;
    }
}
