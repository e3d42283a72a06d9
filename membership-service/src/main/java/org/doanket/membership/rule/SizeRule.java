package org.doanket.membership.rule;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** How many seats a body may have, by the members of its unit; all bands begin and end together. */
@Entity
@Table(name = "size_rule")
class SizeRule extends DatedRow {

    private String bodyKind;
    private String unitKind;

    @ElementCollection
    @CollectionTable(name = "size_band", joinColumns = @JoinColumn(name = "rule_id"))
    private Set<Band> bands = new HashSet<>();

    @Embeddable
    record Band(@Column(name = "members_from") long membersFrom, @Column(name = "seats_from") int seatsFrom,
            @Column(name = "seats_to") int seatsTo) {
    }

    SizeRule() {
        // for JPA
    }

    SizeRule(UUID id, RuleCommand.SetSizes set) {
        super(id, set.source());
        bodyKind = set.bodyKind();
        unitKind = set.unitKind();
        set.bands().forEach(band -> bands.add(new Band(band.membersFrom(), band.seatsFrom(), band.seatsTo())));
    }
}
