package org.doanket.campaign.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.tree.UnitRef;
import org.junit.jupiter.api.Test;

class GoodPracticeModelTest {

    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final UnitRef UNIT = new UnitRef(new UUID(0, 1), "U1", "Công đoàn", "cdcs", "grassroots", "vn", null, "/1/",
            LocalDate.of(2020, 1, 1), null);
    private static final ModelTransition SUBMIT = step("submit", "draft", "registered", List.of(), List.of());

    @Test
    void countsItsVersionsAndItsFactsApart() {
        GoodPracticeModel model = draft(form("Tuyến đường hoa"));
        model.amend(form("Tuyến đường hoa 2"), NOW);
        assertThat(model.version()).isEqualTo(2);
        assertThat(model.facts()).isZero();
        ModelEvent.Taken taken = model.take(SUBMIT, ModelCommand.Take.NOTHING, "anna", NOW);
        assertThat(taken.number()).isEqualTo(3);
        assertThat(model.facts()).isEqualTo(1);
        assertThat(model.state()).isEqualTo("registered");
    }

    @Test
    void refusesAStepFromAnotherState() {
        GoodPracticeModel model = draft(form("Tuyến đường hoa"));
        model.take(SUBMIT, ModelCommand.Take.NOTHING, "anna", NOW);
        assertThatThrownBy(() -> model.take(SUBMIT, ModelCommand.Take.NOTHING, "anna", NOW))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo("model-step-not-possible"));
        assertThat(model.version()).isEqualTo(2);
    }

    @Test
    void namesEverythingThatAStepLacksAtOnce() {
        GoodPracticeModel model = draft(form("Tuyến đường hoa"));
        ModelTransition step = step("accept", "draft", "accepted", List.of("note", "level"), List.of("goals", "place", "forces"));
        assertThatThrownBy(() -> model.take(step, new ModelCommand.Take("seen", null, null, null, null), "anna", NOW))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.faults()).extracting(Fault::pointer)
                        .containsExactly("/level", "/form/goals", "/form/place", "/form/forces"));
        assertThat(model.state()).isEqualTo("draft");
    }

    @Test
    void wantsAForceInTheLead() {
        GoodPracticeModel model = draft(withForces(new Force("Hội phụ nữ", "partner", null)));
        assertThat(model.missingBoxes()).contains("forces");
        model.amend(withForces(new Force("Công đoàn phường", "lead", null)), NOW);
        assertThat(model.missingBoxes()).doesNotContain("forces");
    }

    @Test
    void asksAnExistingModelForItsResults() {
        ModelForm form = new ModelForm(UNIT.id(), "Tổ xe ôm", null, null, false, "collective", "security", null, null, null, null, null, null, null, null,
                null, null, "existing", null, 2026, LocalDate.of(2026, 3, 1), null, false, false);
        assertThat(draft(form).missingBoxes()).contains("resultsSoFar");
        assertThat(draft(form("Tổ xe ôm")).missingBoxes()).doesNotContain("resultsSoFar");
    }

    @Test
    void isNoLongerAmendedOnceRegistered() {
        GoodPracticeModel model = draft(form("Tuyến đường hoa"));
        model.take(SUBMIT, ModelCommand.Take.NOTHING, "anna", NOW);
        assertThatThrownBy(() -> model.amend(form("Khác"), NOW)).isInstanceOf(Problem.class);
        model.take(step("return", "registered", "returned", List.of(), List.of()), ModelCommand.Take.NOTHING, "bao", NOW);
        model.amend(form("Khác"), NOW);
        assertThat(model.form().name()).isEqualTo("Khác");
    }

    @Test
    void keepsMoneyAndWorkdaysApart() {
        assertThat(new Means("money", new BigDecimal("5000000"), "VND", null).isOfItsKind()).isTrue();
        assertThat(new Means("money", new BigDecimal("5000000"), null, null).isOfItsKind()).isFalse();
        assertThat(new Means("money", new BigDecimal("0.5"), "VND", null).isOfItsKind()).isFalse();
        assertThat(new Means("workdays", new BigDecimal("20"), "VND", null).isOfItsKind()).isFalse();
    }

    private static GoodPracticeModel draft(ModelForm form) {
        return GoodPracticeModel.draft(new UUID(0, 7), form, UNIT, "anna", NOW);
    }

    private static ModelForm form(String name) {
        return new ModelForm(UNIT.id(), name, null, null, false, "collective", "economy", null, null, null, null, null, null, null, null, null, null, null,
                null, 2026, LocalDate.of(2026, 3, 1), null, false, false);
    }

    private static ModelForm withForces(Force force) {
        return new ModelForm(UNIT.id(), "Tuyến đường hoa", null, null, false, "collective", "economy", null, null, null, null, null, List.of(force), null,
                null, null, null, null, null, 2026, LocalDate.of(2026, 3, 1), null, false, false);
    }

    private static ModelTransition step(String name, String from, String to, List<String> inputs, List<String> boxes) {
        return new ModelTransition(null, "vn", name, from, to, null, true, List.of("campaign-officer"), false, inputs, boxes, "model-changed", "HD", true, null, null);
    }
}
