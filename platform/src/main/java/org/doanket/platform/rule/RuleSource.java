package org.doanket.platform.rule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose rule it is, from when, and where it stands. {@code verified}: somebody has read it there. */
@Schema(name = "RuleSource")
public record RuleSource(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull LocalDate validFrom, @NotBlank @Size(max = 500) String citation,
        boolean verified) {

    public RuleSource {
        citation = Nfc.of(citation);
    }
}
