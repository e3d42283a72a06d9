package org.doanket.campaign.rule;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleSource;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the rules of a jurisdiction. */
public sealed interface RuleCommand {

    RuleSource source();

    /** From which percent of what should be there by now a target is amber, and from which green. */
    @Schema(name = "LightRuleSetting")
    record SetLights(@NotNull @Valid RuleSource source,
            @NotNull @DecimalMin("0.01") @DecimalMax("1000") @Digits(integer = 4, fraction = 2) BigDecimal amberFrom,
            @NotNull @DecimalMin("0.01") @DecimalMax("1000") @Digits(integer = 4, fraction = 2) BigDecimal greenFrom) implements RuleCommand {

        @AssertTrue
        boolean isGreenNotBelowAmber() {
            return amberFrom == null || greenFrom == null || amberFrom.compareTo(greenFrom) <= 0;
        }
    }

    /** Up to which day of a year a report tells. @param cutOff month and day, one that every year has. @param dueAfter so many days later it is due */
    @Schema(name = "ReportingRuleSetting")
    record SetReporting(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = "half-year|year") String period,
            @NotNull @Pattern(regexp = "02-(0[1-9]|1\\d|2[0-8])|(0[469]|11)-(0[1-9]|[12]\\d|30)|(0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])") String cutOff,
            @NotNull @Min(0) @Max(120) Integer dueAfter) implements RuleCommand {
    }

    /**
     * @param quorum           of those invited to vote must be there
     * @param majority         more than this of the votes cast carries
     * @param majorityCitation where the majority stands, if elsewhere than the quorum
     */
    @Schema(name = "MeetingRuleSetting")
    record SetMeeting(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = "congress|committee|team|conference") String kind,
            @NotNull @Valid Ratio quorum, @NotNull @Valid Ratio majority, @Size(max = 500) @Pattern(regexp = "(?s).*\\S.*") String majorityCitation)
            implements RuleCommand {

        public SetMeeting {
            majorityCitation = Nfc.of(majorityCitation);
        }

        @AssertTrue
        boolean isQuorumOfThoseThere() {
            return quorum == null || quorum.numerator() <= quorum.denominator();
        }

        /** More than all of them nobody gets. */
        @AssertTrue
        boolean isMajorityWithinReach() {
            return majority == null || majority.numerator() < majority.denominator();
        }
    }

    /** Which models a scorer does not score: of the unit where he holds his role or is a member; and those that he holds. */
    @Schema(name = "InterestRuleSetting")
    record SetInterest(@NotNull @Valid RuleSource source, @NotNull Boolean ownUnit, @NotNull Boolean held) implements RuleCommand {
    }
}
