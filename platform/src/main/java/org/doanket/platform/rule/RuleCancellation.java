package org.doanket.platform.rule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Takes a rule back before it begins. @param why kept with it */
@Schema(name = "RuleCancellation")
public record RuleCancellation(@NotBlank @Size(max = 500) String why) {

    public RuleCancellation {
        why = Nfc.of(why);
    }
}
