package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which papers a step needs from a day on. @param unit that set it; none: the jurisdiction's. {@code score}: a panel must have scored the model */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidenceRuleView(UUID id, String jurisdiction, UUID unit, String step, LocalDate validFrom, List<String> kinds, boolean score,
        String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    static String citations(List<EvidenceRuleView> rules) {
        return rules.stream().map(EvidenceRuleView::citation).distinct().collect(Collectors.joining("; "));
    }
}
