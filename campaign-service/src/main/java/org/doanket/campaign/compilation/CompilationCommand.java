package org.doanket.campaign.compilation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;

/** What may be asked of compilations. */
public sealed interface CompilationCommand {

    String STEP = "accept|return|launch|review|propose|decline";

    /** @param unit that compiles what lies below it */
    record Compile(@NotNull UUID unit, @Min(2000) @Max(2100) int year, @NotBlank @Size(max = 300) String title,
            @Valid @NotEmpty @Size(max = 500) List<@NotNull Item> items) implements CompilationCommand {

        public Compile {
            title = Nfc.of(title);
        }
    }

    /** @param step that the model is to take; {@code note} the reason where it is sent back, or what is promised at a launch */
    record Item(@NotNull UUID model, @NotNull @Pattern(regexp = STEP) String step,
            @Size(max = 2000) String note, @Size(max = 60) String level) {
    }
}
