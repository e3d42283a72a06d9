package org.doanket.campaign.model;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/** A way of working worth copying, from its registration to its end. Loaded for change it is locked, so its numbers are dense. */
@Entity
@Table(name = "good_practice_model")
class GoodPracticeModel {

    static final String DRAFT = "draft";

    @Id
    private UUID id;
    private UUID unitId;
    private String jurisdiction;
    private String name;
    private String holder;
    private UUID holderMember;
    private boolean holderPublic;
    private String subjectKind;
    private String field;
    private String situation;
    private String goals;
    private String content;
    @ElementCollection
    @CollectionTable(name = "model_criterion", joinColumns = @JoinColumn(name = "model_id"))
    @OrderColumn(name = "position")
    @Column(name = "text")
    private List<String> criteria = new ArrayList<>();
    @ElementCollection
    @CollectionTable(name = "model_output", joinColumns = @JoinColumn(name = "model_id"))
    @OrderColumn(name = "position")
    private List<Output> outputs = new ArrayList<>();
    @ElementCollection
    @CollectionTable(name = "model_force", joinColumns = @JoinColumn(name = "model_id"))
    @OrderColumn(name = "position")
    private List<Force> forces = new ArrayList<>();
    @ElementCollection
    @CollectionTable(name = "model_resource", joinColumns = @JoinColumn(name = "model_id"))
    @OrderColumn(name = "position")
    private List<Means> resources = new ArrayList<>();
    @Embedded
    private Place place;
    @Embedded
    private Time time;
    private String prospects;
    private String standing;
    private String resultsSoFar;
    private int year;
    private LocalDate registeredOn;
    private String state;
    @Column(name = "is_over", insertable = false, updatable = false)
    private boolean over;
    private String results;
    private String proposedLevel;
    private String level;
    private String decision;
    private LocalDate decidedOn;
    private UUID originId;
    private LocalDate launchedOn;
    private BigDecimal panelScore;
    private long version;
    private long facts;
    private String createdBy;
    private Instant createdAt;
    private Instant changedAt;

    protected GoodPracticeModel() {
    }

    static GoodPracticeModel draft(UUID id, ModelForm form, UnitRef unit, String by, Instant at) {
        GoodPracticeModel model = new GoodPracticeModel();
        model.id = id;
        model.unitId = unit.id();
        model.jurisdiction = unit.jurisdiction();
        model.state = DRAFT;
        model.createdBy = by;
        model.createdAt = at.truncatedTo(ChronoUnit.MICROS);
        model.fill(form, at);
        return model;
    }

    /** Only while it is still the unit's own paper: what others have begun to judge stays as they saw it. */
    void amend(ModelForm form, Instant at) {
        if (!isAmendable()) {
            throw ModelProblems.notAmendable(state);
        }
        fill(form, at);
    }

    /** A draft is registered on the day on which it is handed in, unless the unit above has said of an earlier day that its paper came then. */
    void handedInOn(LocalDate day) {
        if (DRAFT.equals(state) && !registeredOn.isBefore(LocalDate.ofInstant(createdAt, Zones.of(jurisdiction)))) {
            registeredOn = day;
        }
    }

    /** One step of its life. What the step needs must be there, all of it named at once, and nothing that it does not ask for. */
    ModelEvent.Taken take(ModelTransition step, ModelCommand.Take with, String by, Instant at) {
        if (!step.from().equals(state)) {
            throw ModelProblems.notFrom(step.step(), state);
        }
        ModelProblems.notAsked(with.unasked(step.inputs()));
        ModelProblems.missing(step.inputs().stream().filter(input -> !with.says(input)).toList(),
                step.boxes().stream().filter(missingBoxes()::contains).toList());
        String before = state;
        state = step.to();
        if (step.inputs().contains("results")) {
            results = with.results();
        }
        if (step.step().equals(ModelTransition.RECOGNISE)) {
            level = with.level();
            decision = with.decision();
            decidedOn = with.decidedOn();
        } else if (step.inputs().contains("level")) {
            proposedLevel = with.level();
        }
        if (step.step().equals(ModelTransition.LAUNCH)) {
            launchedOn = LocalDate.ofInstant(at, Zones.of(jurisdiction));
        }
        changed(at);
        facts++;
        return new ModelEvent.Taken(version, changedAt, by, step.step(), before, state, with);
    }

    /** Whether who holds it has agreed to be named in public: consent comes and goes when it will, and others are told if they have heard of the model. */
    ModelEvent.Taken nameHolder(ModelCommand.NameHolder command, String by, Instant at) {
        holderPublic = command.agreed();
        changed(at);
        facts += facts > 0 ? 1 : 0;
        return new ModelEvent.Taken(version, changedAt, by, command.agreed() ? "name-holder" : "hide-holder", state, state,
                new ModelCommand.Take(command.note(), null, null, null, null));
    }

    /** @param left what it is recognised by now; without that it is recognised no more, though it may be kept or spread */
    ModelEvent.Taken loseRecognition(ModelCommand.Take left, ModelCommand.Take why, String by, Instant at) {
        String before = state;
        level = left.level();
        decision = left.decision();
        decidedOn = left.decidedOn();
        if (decision == null && state.equals("recognised")) {
            state = "not-recognised";
        }
        changed(at);
        facts++;
        return new ModelEvent.Taken(version, changedAt, by, "revoke", before, state, why);
    }

    /** The boxes of the form that are still empty. */
    List<String> missingBoxes() {
        List<String> missing = new ArrayList<>();
        addIf(missing, "situation", blank(situation));
        addIf(missing, "goals", blank(goals));
        addIf(missing, "content", blank(content));
        addIf(missing, "criteria", criteria.isEmpty());
        addIf(missing, "outputs", outputs.isEmpty());
        addIf(missing, "forces", forces.stream().noneMatch(force -> "lead".equals(force.role())));
        addIf(missing, "resources", resources.isEmpty());
        addIf(missing, "place", place == null || !place.isGiven());
        addIf(missing, "time", time == null || time.starts() == null);
        addIf(missing, "prospects", blank(prospects));
        addIf(missing, "resultsSoFar", "existing".equals(standing) && blank(resultsSoFar));
        return missing;
    }

    boolean isAmendable() {
        return DRAFT.equals(state) || "returned".equals(state);
    }

    /** Nothing more can come of it: as it was read, before any step of this transaction. */
    boolean isOver() {
        return over;
    }

    /** Somebody above has begun to decide on it, or has. */
    boolean isJudged() {
        return level != null || proposedLevel != null;
    }

    ModelForm form() {
        return new ModelForm(unitId, name, holder, holderMember, holderPublic, subjectKind, field, situation, goals, content,
                List.copyOf(criteria), List.copyOf(outputs), List.copyOf(forces), List.copyOf(resources), place, time, prospects, standing,
                resultsSoFar, year, registeredOn, originId, false, false);
    }

    /** Its whole present state, for those who keep a copy; no person's name. */
    ModelEvent.Published published() {
        return new ModelEvent.Published(id, unitId, name, jurisdiction, field, subjectKind, state, year, registeredOn, level,
                decidedOn, holderPublic || "collective".equals(subjectKind) && holderMember == null, ModelEvent.Spot.of(place));
    }

    private void fill(ModelForm form, Instant at) {
        name = form.name();
        holder = form.holder();
        holderMember = form.holderMember();
        holderPublic = form.holderPublic();
        subjectKind = form.subjectKind();
        field = form.field();
        situation = form.situation();
        goals = form.goals();
        content = form.content();
        refill(criteria, form.criteria());
        refill(outputs, form.outputs());
        refill(forces, form.forces());
        refill(resources, form.resources());
        place = form.place();
        time = form.time();
        prospects = form.prospects();
        standing = form.standing();
        resultsSoFar = form.resultsSoFar();
        year = form.year();
        registeredOn = form.registeredOn();
        originId = form.origin();
        changed(at);
    }

    private void changed(Instant at) {
        version++;
        changedAt = at.truncatedTo(ChronoUnit.MICROS);
    }

    private static <T> void refill(List<T> rows, List<T> by) {
        if (!rows.equals(by)) {
            rows.clear();
            rows.addAll(by);
        }
    }

    private static void addIf(List<String> missing, String box, boolean isEmpty) {
        if (isEmpty) {
            missing.add(box);
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isEmpty();
    }

    UUID id() {
        return id;
    }

    UUID unitId() {
        return unitId;
    }

    String jurisdiction() {
        return jurisdiction;
    }

    String state() {
        return state;
    }

    String results() {
        return results;
    }

    String proposedLevel() {
        return proposedLevel;
    }

    String level() {
        return level;
    }

    String decision() {
        return decision;
    }

    LocalDate decidedOn() {
        return decidedOn;
    }

    UUID originId() {
        return originId;
    }

    LocalDate launchedOn() {
        return launchedOn;
    }

    BigDecimal panelScore() {
        return panelScore;
    }

    String subjectKind() {
        return subjectKind;
    }

    LocalDate registeredOn() {
        return registeredOn;
    }

    int year() {
        return year;
    }

    long version() {
        return version;
    }

    long facts() {
        return facts;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }
}
