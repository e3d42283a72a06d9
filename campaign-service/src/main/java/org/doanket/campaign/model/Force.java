package org.doanket.campaign.model;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.doanket.platform.text.Nfc;

/** Who does the model, and in which role. */
@Embeddable
public record Force(
        @NotBlank @Size(max = 300) String name,
        @NotNull @Pattern(regexp = "lead|partner|taking-part") String role,
        @Size(max = 500) String task) {

    public Force {
        name = Nfc.of(name);
        task = Nfc.of(task);
    }
}
