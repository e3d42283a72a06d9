package org.doanket.campaign.model;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The verbs of the trade: register, amend, and the steps of a model's life. */
@ApplicationScoped
@Transactional
public class ModelService {

    private final ModelRepository repository;
    private final ModelHistory history;
    private final ModelRuleQueries rules;
    private final LookalikeQueries lookalikes;
    private final UnitTree tree;
    private final Caller caller;
    private final Outbox outbox;
    private final MergePatch patches;
    private final Clock clock;

    ModelService(ModelRepository repository, ModelHistory history, ModelRuleQueries rules, LookalikeQueries lookalikes,
            UnitTree tree, Caller caller, Outbox outbox, MergePatch patches, Clock clock) {
        this.repository = repository;
        this.history = history;
        this.rules = rules;
        this.lookalikes = lookalikes;
        this.tree = tree;
        this.caller = caller;
        this.outbox = outbox;
        this.patches = patches;
        this.clock = clock;
    }

    /** Registered at once unless it is handed in as a draft. */
    public ModelView register(ModelForm handedIn) {
        UnitRef unit = tree.require(handedIn.unit(), caller.scope());
        refuseOfAnotherUnit(unit);
        ModelForm form = handedIn.on(today(unit));
        refuseBadForm(form, unit, null);
        GoodPracticeModel model = GoodPracticeModel.draft(Ids.next(), form, unit, caller.subject(), clock.instant());
        repository.persist(model);
        if (!form.draft()) {
            take(model, unit, "submit", ModelCommand.Take.NOTHING);
        }
        return view(model, unit);
    }

    public ModelView amend(UUID id, JsonNode patch, String ifMatch) {
        GoodPracticeModel model = repository.forChange(id);
        UnitRef unit = unitOf(model);
        refuseOfAnotherUnit(unit);
        Revision.require(ifMatch, model.version());
        ModelForm form = patches.apply(model.form(), patch);
        if (!form.unit().equals(unit.id())) {
            throw Problem.conflict("model-stays-in-its-unit");
        }
        ModelForm whole = form.on(today(unit));
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

    private void take(GoodPracticeModel model, UnitRef unit, String name, ModelCommand.Take with) {
        ModelTransition step = rules.stepsFrom(model.jurisdiction(), model.state()).stream()
                .filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> rules.knowsStep(model.jurisdiction(), name)
                        ? ModelProblems.notFrom(name, model.state()) : Problem.notFound("model-step"));
        refuseWrongHands(step, unit);
        if (name.equals("submit")) {
            refuseOutsideWindow(model, unit);
        }
        ModelEvent.Taken taken = model.take(step, with, caller.subject(), clock.instant());
        // History and fact are written beside Hibernate and name the model's row and numbers, so these go first.
        repository.flush();
        history.append(model.id(), taken);
        outbox.append(new Fact("model", model.id(), model.facts(), step.fact(), model.published()));
    }

    private void refuseWrongHands(ModelTransition step, UnitRef unit) {
        if (step.roles().stream().noneMatch(caller::is)) {
            throw Problem.forbidden("forbidden");
        }
        if (step.judgedAbove()) {
            if (unit.id().equals(caller.unit()) && unit.parentId() != null) {
                throw ModelProblems.judgedAbove();
            }
        } else {
            refuseOfAnotherUnit(unit);
        }
    }

    /** A unit's own officer speaks for that unit alone; campaign officers for all below them. */
    private void refuseOfAnotherUnit(UnitRef unit) {
        if (!caller.is(Roles.CAMPAIGN_OFFICER) && !caller.is(Roles.FEDERATION_OFFICER) && !unit.id().equals(caller.unit())) {
            throw ModelProblems.ownUnitOnly();
        }
    }

    private void refuseBadForm(ModelForm form, UnitRef unit, UUID but) {
        List<String> fields = rules.fields(unit.jurisdiction(), Language.current()).stream().map(ModelFieldView::code).toList();
        if (!fields.contains(form.field())) {
            throw ModelProblems.fieldUnknown(form.field(), unit.jurisdiction(), fields);
        }
        if (!form.acknowledgedLookalikes()) {
            List<LookalikeView> seen = lookalikes.seen(caller.scope(), form, but);
            long elsewhere = lookalikes.elsewhere(caller.scope(), form, but);
            if (!seen.isEmpty() || elsewhere > 0) {
                throw ModelProblems.lookAlikes(seen, elsewhere);
            }
        }
    }

    private void refuseOutsideWindow(GoodPracticeModel model, UnitRef unit) {
        rules.window(unit, model.year()).filter(window -> !window.isOpenOn(model.registeredOn())).ifPresent(window -> {
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
        return LocalDate.ofInstant(clock.instant(), Zones.of(unit.jurisdiction()));
    }
}
