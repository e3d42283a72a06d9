package org.doanket.campaign.model;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.attachment.AttachmentQueries;
import org.doanket.campaign.attachment.AttachmentService;
import org.doanket.campaign.attachment.AttachmentView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The verbs of the trade: register, amend, and the steps of a model's life. */
@ApplicationScoped
@Transactional
public class ModelService {

    /** What evidence of models is attached to. */
    public static final String ATTACHED_TO = "model";

    private final ModelRepository repository;
    private final ModelHistory history;
    private final ModelRuleQueries rules;
    private final EvidenceRuleQueries evidence;
    private final LookalikeQueries lookalikes;
    private final FamilyQueries families;
    private final AttachmentService attachments;
    private final AttachmentQueries attached;
    private final Event<ModelEvent.Recognised> recognised;
    private final OwnUnit own;
    private final UnitTree tree;
    private final Caller caller;
    private final Outbox outbox;
    private final MergePatch patches;
    private final Clock clock;

    ModelService(ModelRepository repository, ModelHistory history, ModelRuleQueries rules, EvidenceRuleQueries evidence,
            LookalikeQueries lookalikes, FamilyQueries families, AttachmentService attachments, AttachmentQueries attached,
            Event<ModelEvent.Recognised> recognised, OwnUnit own, UnitTree tree, Caller caller, Outbox outbox, MergePatch patches, Clock clock) {
        this.repository = repository;
        this.history = history;
        this.rules = rules;
        this.evidence = evidence;
        this.lookalikes = lookalikes;
        this.families = families;
        this.attachments = attachments;
        this.attached = attached;
        this.recognised = recognised;
        this.own = own;
        this.tree = tree;
        this.caller = caller;
        this.outbox = outbox;
        this.patches = patches;
        this.clock = clock;
    }

    /** Registered at once unless it is handed in as a draft. */
    public ModelView register(ModelForm handedIn) {
        UnitRef unit = own.require(handedIn.unit(), "unit");
        ModelForm form = handedIn.on(today(unit));
        own.requireNotEnded(unit, form.registeredOn());
        refuseBadDay(form, unit, form.draft());
        refuseBadForm(form, unit, null);
        GoodPracticeModel model = GoodPracticeModel.draft(Ids.next(), form, unit, caller.subject(), clock.instant());
        repository.persist(model);
        if (!form.draft()) {
            take(model, unit, ModelTransition.SUBMIT, ModelCommand.Take.NOTHING);
        }
        return view(model, unit);
    }

    public ModelView amend(UUID id, JsonNode patch, String ifMatch) {
        GoodPracticeModel model = repository.forChange(id);
        UnitRef unit = unitOf(model);
        own.requireOwn(unit);
        Revision.require(ifMatch, model.version());
        ModelForm form = patches.apply(model.form(), patch);
        if (!form.unit().equals(unit.id())) {
            throw Problem.conflict("model-stays-in-its-unit");
        }
        ModelForm whole = form.on(today(unit));
        if (!whole.registeredOn().equals(model.registeredOn())) {
            refuseBadDay(whole, unit, true);
        }
        refuseBadForm(whole, unit, id);
        model.amend(whole, clock.instant());
        return view(model, unit);
    }

    public ModelView take(UUID id, String step, ModelCommand.Take with, String ifMatch) {
        GoodPracticeModel model = repository.forChange(id);
        UnitRef unit = unitOf(model);
        if (ifMatch != null) {
            Revision.require(ifMatch, model.version());
        }
        take(model, unit, step, with == null ? ModelCommand.Take.NOTHING : with);
        return view(model, unit);
    }

    /** At any time: whoever has agreed to be named in public may say otherwise, and whoever has not may agree once his model is known. */
    public ModelView nameHolder(UUID id, ModelCommand.NameHolder command, String ifMatch) {
        GoodPracticeModel model = repository.forChange(id);
        UnitRef unit = unitOf(model);
        own.requireOwn(unit);
        Revision.require(ifMatch, model.version());
        ModelEvent.Taken taken = model.nameHolder(command, caller.subject(), clock.instant());
        repository.flush();
        history.append(model.id(), taken);
        if (model.facts() > 0) {
            tellChanged(model);
        }
        return view(model, unit);
    }

    /** One of its recognitions was taken back. @param left what it is recognised by now. @param why which level's, and by which decision */
    public void loseRecognition(UUID id, ModelCommand.Take left, ModelCommand.Take why) {
        GoodPracticeModel model = repository.forChange(id);
        ModelEvent.Taken taken = model.loseRecognition(left, why, caller.subject(), clock.instant());
        repository.flush();
        history.append(model.id(), taken);
        tellChanged(model);
    }

    /** For what is no step of its life. */
    private void tellChanged(GoodPracticeModel model) {
        outbox.append(new Fact("model", model.id(), model.facts(), model.isOver() ? "model-stopped" : "model-changed", model.published()));
    }

    /** Evidence comes as long as the model lives. @param kind as the rules of evidence call it */
    public AttachmentView attach(UUID id, String kind, String name, byte[] content) {
        GoodPracticeModel model = repository.forChange(id);
        UnitRef unit = unitOf(model);
        own.requireOwn(unit);
        if (model.isOver()) {
            throw ModelProblems.over(model.state());
        }
        return attachments.attach(ATTACHED_TO, id, unit.id(), kind, name, content);
    }

    /** Only until it is judged: what others have decided upon stays. */
    public void detach(UUID id, UUID attachment) {
        GoodPracticeModel model = repository.forChange(id);
        UnitRef unit = unitOf(model);
        own.requireOwn(unit);
        if (model.isOver() || model.isJudged()) {
            throw ModelProblems.judged(model.state());
        }
        attachments.remove(ATTACHED_TO, id, unit.id(), attachment);
    }

    private void take(GoodPracticeModel model, UnitRef unit, String name, ModelCommand.Take said) {
        ModelCommand.Take with = said.decision() != null && said.decidedOn() == null ? said.on(today(unit)) : said;
        ModelTransition step = rules.stepsFrom(model.jurisdiction(), model.state()).stream()
                .filter(each -> each.step().equals(name)).findFirst()
                .orElseThrow(() -> rules.knowsStep(model.jurisdiction(), name)
                        ? ModelProblems.notFrom(name, model.state()) : Problem.notFound("model-step"));
        refuseWrongHands(step, unit, with.level() == null ? null : level(model, with.level()));
        if (with.decidedOn() != null && with.decidedOn().isAfter(today(unit))) {
            throw ModelProblems.decidedInFuture();
        }
        if (name.equals(ModelTransition.SUBMIT)) {
            model.handedInOn(today(unit));
            refuseOutsideWindow(model, unit);
        }
        String proposed = model.proposedLevel();
        ModelEvent.Taken taken = model.take(step, with, caller.subject(), clock.instant());
        refuseWithoutEvidence(model, unit, name);
        // History and fact are written beside Hibernate and name the model's row and numbers, so these go first.
        repository.flush();
        history.append(model.id(), taken);
        outbox.append(new Fact("model", model.id(), model.facts(), step.fact(), model.published()));
        if (name.equals(ModelTransition.RECOGNISE)) {
            if (!with.level().equals(proposed)) {
                throw ModelProblems.proposedForAnotherLevel(proposed);
            }
            recognised.fire(new ModelEvent.Recognised(model.id(), unit.id(), with.level(), with.decision(),
                    with.decidedOn() == null ? today(unit) : with.decidedOn(), model.subjectKind(), model.year()));
        }
    }

    private RecognitionLevelView level(GoodPracticeModel model, String code) {
        List<RecognitionLevelView> levels = rules.levels(model.jurisdiction(), Language.current());
        return levels.stream().filter(level -> level.code().equals(code)).findFirst()
                .orElseThrow(() -> ModelProblems.levelUnknown(code, levels.stream().map(RecognitionLevelView::code).toList()));
    }

    private void refuseWithoutEvidence(GoodPracticeModel model, UnitRef unit, String step) {
        List<EvidenceRuleView> inForce = evidence.inForce(unit, step, today(unit));
        Set<String> there = attached.kinds(ATTACHED_TO, model.id());
        List<String> missing = inForce.stream().flatMap(rule -> rule.kinds().stream()).filter(kind -> !there.contains(kind)).distinct().sorted().toList();
        boolean isUnscored = model.panelScore() == null && inForce.stream().anyMatch(EvidenceRuleView::score);
        if (!missing.isEmpty() || isUnscored) {
            throw ModelProblems.withoutEvidence(EvidenceRuleView.citations(inForce), missing, isUnscored);
        }
    }

    /** @param level at which it is proposed or recognised; null where none is named */
    private void refuseWrongHands(ModelTransition step, UnitRef unit, RecognitionLevelView level) {
        if (step.roles().stream().noneMatch(caller::is)) {
            throw Problem.forbidden("forbidden");
        }
        if (step.judgedAbove()) {
            boolean isItsOwn = level != null && level.own() && step.step().equals(ModelTransition.RECOGNISE);
            if (unit.id().equals(caller.unit()) && unit.parentId() != null && !isItsOwn) {
                throw ModelProblems.judgedAbove();
            }
            if (step.step().equals(ModelTransition.RECOGNISE) && level != null
                    && !tree.find(caller.unit()).map(UnitRef::level).map(level.unitLevels()::contains).orElse(false)) {
                throw ModelProblems.levelOfOthers(level.label());
            }
        } else {
            own.requireOwn(unit);
        }
    }

    private void refuseBadForm(ModelForm form, UnitRef unit, UUID but) {
        List<String> fields = rules.fields(unit.jurisdiction(), Language.current()).stream().filter(ModelFieldView::inUse).map(ModelFieldView::code).toList();
        if (!fields.contains(form.field())) {
            throw ModelProblems.fieldUnknown(form.field(), unit.jurisdiction(), fields);
        }
        if (form.origin() != null && families.spreading(form.origin()).filter(origin -> !origin.equals(but)).isEmpty()) {
            throw ModelProblems.originNotRecognised();
        }
        if (!form.acknowledgedLookalikes()) {
            List<LookalikeView> seen = lookalikes.seen(caller.scope(), form, but);
            long elsewhere = lookalikes.elsewhere(caller.scope(), form, but);
            if (!seen.isEmpty() || elsewhere > 0) {
                throw ModelProblems.lookAlikes(seen, elsewhere);
            }
        }
    }

    /**
     * Where registration has its time, an earlier day is that of a paper that came in then: the unit above vouches for it, and not the one
     * that hands it in. A draft may have its time set before it is submitted.
     */
    private void refuseBadDay(ModelForm form, UnitRef unit, boolean isDraft) {
        LocalDate today = today(unit);
        if (form.registeredOn().isAfter(today)) {
            throw ModelProblems.dayInFuture();
        }
        if (form.registeredOn().isBefore(today) && unit.id().equals(caller.unit()) && unit.parentId() != null
                && (isDraft || !rules.windowsOver(unit, form.year()).isEmpty())) {
            throw ModelProblems.daySaidAbove();
        }
    }

    private void refuseOutsideWindow(GoodPracticeModel model, UnitRef unit) {
        rules.windowsOver(unit, model.year()).stream().filter(window -> !window.isOpenOn(model.registeredOn())).findFirst().ifPresent(window -> {
            throw ModelProblems.closed(window, model.registeredOn());
        });
    }

    private ModelView view(GoodPracticeModel model, UnitRef unit) {
        return ModelView.of(model, unit, rules.stepsFrom(model.jurisdiction(), model.state()), caller);
    }

    private UnitRef unitOf(GoodPracticeModel model) {
        return tree.find(model.unitId()).filter(unit -> caller.scope().contains(unit.path()))
                .orElseThrow(() -> Problem.notFound("model"));
    }

    private LocalDate today(UnitRef unit) {
        return Zones.today(clock, unit.jurisdiction());
    }
}
