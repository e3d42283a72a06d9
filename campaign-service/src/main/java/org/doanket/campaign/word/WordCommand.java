package org.doanket.campaign.word;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doanket.platform.rule.RuleSource;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the lists of words. */
public sealed interface WordCommand {

    String CODE = "[a-z][a-z0-9-]{1,39}";

    /**
     * A word from a day on: a new one, a known one under other labels, or one that nothing new is called by any more.
     *
     * @param competent of topics of petitions alone: the levels of units that answer them
     * @param inUse     true if not said
     * @param position  in its list, where words of the same place stand in the order of their codes; 50 if not said
     */
    @Schema(name = "WordSetting")
    record Set(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CODE) String code, @NotNull @Valid Labels labels,
            @Size(min = 1, max = 10) List<@NotNull @Pattern(regexp = CODE) String> competent, Boolean inUse,
            @Min(1) @Max(1000) Integer position) implements WordCommand {

        public Set {
            competent = competent == null ? null : new ArrayList<>(competent);
            inUse = inUse == null || inUse;
            position = position == null ? 50 : position;
        }
    }

    @Schema(name = "WordLabels")
    record Labels(@NotBlank @Size(max = 200) String vi, @NotBlank @Size(max = 200) String en, @NotBlank @Size(max = 200) String zh) {

        public Labels {
            vi = Nfc.of(vi);
            en = Nfc.of(en);
            zh = Nfc.of(zh);
        }

        /** Vietnamese for whoever reads none of the three. */
        String in(Locale locale) {
            return switch (locale.getLanguage()) {
                case "en" -> en;
                case "zh" -> zh;
                default -> vi;
            };
        }
    }
}
