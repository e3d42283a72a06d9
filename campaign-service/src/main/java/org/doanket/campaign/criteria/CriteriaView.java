package org.doanket.campaign.criteria;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A criteria set. @param unit whose it is; none: the jurisdiction's. {@code groups} and {@code bands} only where one set is asked for */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CriteriaView(UUID id, String jurisdiction, UUID unit, String subjectKind, String level, int year, int version, String name,
        BigDecimal total, String citation, boolean verified, List<CriteriaCommand.Group> groups, List<CriteriaCommand.Band> bands) {

    @JsonIgnore
    public List<CriteriaCommand.Criterion> criteria() {
        return groups.stream().flatMap(group -> group.criteria().stream()).toList();
    }
}
