package org.doanket.campaign.plan;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.text.Nfc;

/** A task of a plan: what, by when, by whom. */
@Embeddable
public record Task(@NotBlank @Size(max = 500) String title, LocalDate due, @Size(max = 300) String responsible) {

    public Task {
        title = Nfc.of(title);
        responsible = Nfc.of(responsible);
    }
}
