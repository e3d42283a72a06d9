package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.Caller;
import org.doanket.platform.tree.UnitRef;

/**
 * A model as it is shown.
 *
 * @param origin  the model that it copies, and {@code panelScore} what a panel made of it, out of 100
 * @param proposedLevel at which it was proposed last, whatever came of it
 * @param missing boxes that are still empty
 * @param steps   what may be done with it next by somebody with the reader's role
 */
public record ModelView(UUID id, UUID unit, String unitCode, String unitName, String state, int year, String name, String holder,
        UUID holderMember, boolean holderPublic, String subjectKind, String field, String situation, String goals, String content, List<String> criteria,
        List<Output> outputs, List<Force> forces, List<Means> resources, Place place, Time time, String prospects,
        String standing, String resultsSoFar, LocalDate registeredOn, UUID origin, LocalDate launchedOn, BigDecimal panelScore,
        String results, String proposedLevel, Recognition recognition,
        List<String> missing, List<String> steps, long version, Instant createdAt, Instant changedAt) {

    /** At which level it was recognised last, by which decision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Recognition(String level, String decision, LocalDate decidedOn) {
    }

    static ModelView of(GoodPracticeModel model, UnitRef unit, List<ModelTransition> steps, Caller caller) {
        ModelForm form = model.form();
        return new ModelView(model.id(), unit.id(), unit.code(), unit.name(), model.state(), model.year(), form.name(),
                form.holder(), form.holderMember(), form.holderPublic(), form.subjectKind(), form.field(), form.situation(),
                form.goals(), form.content(), form.criteria(), form.outputs(), form.forces(), form.resources(), form.place(), form.time(), form.prospects(),
                form.standing(), form.resultsSoFar(), form.registeredOn(), model.originId(), model.launchedOn(),
                model.panelScore() == null ? null : Quantities.plain(model.panelScore()), model.results(), model.proposedLevel(),
                model.level() == null ? null : new Recognition(model.level(), model.decision(), model.decidedOn()),
                model.missingBoxes(),
                steps.stream().filter(step -> step.roles().stream().anyMatch(caller::is)).map(ModelTransition::step).toList(),
                model.version(), model.createdAt(), model.changedAt());
    }
}
