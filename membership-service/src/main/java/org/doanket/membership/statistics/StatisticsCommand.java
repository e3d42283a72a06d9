package org.doanket.membership.statistics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of statistics and of the cards that they break down by. */
public sealed interface StatisticsCommand {

    /** A day of the year on which a jurisdiction counts, from a day to come on. @param code one of those known, or a new one */
    @Schema(name = "StatisticsCutOffSetting")
    record SetCutOff(
            @NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String code,
            @NotNull @Min(1) @Max(12) Integer month,
            @NotNull @Min(1) @Max(31) Integer day,
            @NotNull LocalDate validFrom,
            @NotBlank @Size(max = 500) String citation,
            boolean verified) implements StatisticsCommand {

        public SetCutOff {
            citation = Nfc.of(citation);
        }
    }

    /**
     * What a unit is besides its place in the tree, from a day on.
     *
     * @param founded often the year only
     * @param cluster what a union looks after together: an industrial park, a row of streets
     * @param phone   of the office, not of a person
     * @param extra   further fields, as the federation wants them
     */
    @Schema(name = "UnitCardWriting")
    record WriteCard(
            @NotNull LocalDate validFrom,
            @Size(max = 40) String ownership,
            @Min(0) @Max(100) Integer selfFinancedPercent,
            @Size(max = 200) String trade,
            @Size(max = 200) String companyKind,
            @Size(max = 300) String employerName,
            @Pattern(regexp = "[A-Z]{2}") String investorCountry,
            @Pattern(regexp = "\\d{4}(-\\d{2}(-\\d{2})?)?") String founded,
            @Size(max = 500) String address,
            @Size(max = 40) String phone,
            @Size(max = 2_000) String note,
            @Size(max = 300) String cluster,
            @Size(max = 50) Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 500) String> extra) implements StatisticsCommand {

        public WriteCard {
            trade = Nfc.of(trade);
            companyKind = Nfc.of(companyKind);
            employerName = Nfc.of(employerName);
            address = Nfc.of(address);
            note = Nfc.of(note);
            cluster = Nfc.of(cluster);
            extra = extra == null ? Map.of() : extra;
        }
    }
}
