package org.doanket.campaign.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.text.Nfc;

/** When a model is done. @param schedule its pace and when it is reviewed, in words */
@Embeddable
public record Time(
        @Column(name = "starts") LocalDate starts,
        @Column(name = "ends") LocalDate ends,
        @Column(name = "schedule") @Size(max = 2000) String schedule) {

    public Time {
        schedule = Nfc.of(schedule);
    }

    @AssertTrue
    boolean isInOrder() {
        return starts == null || ends == null || !ends.isBefore(starts);
    }
}
