package org.doanket.campaign.compilation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.campaign.compilation.CompilationCommand.Item;
import org.doanket.campaign.model.ModelCommand;
import org.doanket.campaign.model.ModelService;
import org.doanket.campaign.model.ModelView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Deals with many models below a unit at once: all steps or none, and the list of them is kept. */
@ApplicationScoped
@Transactional
public class CompilationService {

    private final AgroalDataSource dataSource;
    private final ModelService models;
    private final CompilationQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    CompilationService(AgroalDataSource dataSource, ModelService models, CompilationQueries queries, UnitTree tree, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.models = models;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    /** The first refusal is that of the whole list and says at which place of it. */
    public CompilationView compile(CompilationCommand.Compile command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        refuseTwice(command.items());
        List<Item> inOrder = new ArrayList<>(command.items());
        inOrder.sort(Comparator.comparing(Item::model)); // two lists with the same models wait for each other and do not lock each other out
        inOrder.forEach(item -> take(unit, item, command.items().indexOf(item)));
        UUID id = Ids.next();
        Sql.of("INSERT INTO compilation (id, unit_id, year, title, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?)", id, unit.id(), command.year(),
                command.title(), caller.subject(), clock.instant()).run(dataSource);
        Sql.of("INSERT INTO compilation_item (compilation_id, position, model_id, step, note, level) SELECT ?, i.position - 1, i.model, i.step, "
                + "i.note, i.level FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS i (model, step, note, level, position)",
                id, Sql.column(command.items(), Item::model), Sql.column(command.items(), Item::step), Sql.column(command.items(), Item::note),
                Sql.column(command.items(), Item::level)).run(dataSource);
        return queries.one(caller.scope(), id);
    }

    private void take(UnitRef unit, Item item, int position) {
        try {
            ModelView taken = models.take(item.model(), item.step(), new ModelCommand.Take(item.note(), null, item.level(), null, null), null);
            if (tree.find(taken.unit()).filter(its -> new UnitScope(unit.id(), unit.path()).contains(its.path())).isEmpty()) {
                throw Problem.notFound("model");
            }
        } catch (Problem refusal) {
            throw refusal.with("item", position);
        }
    }

    private static void refuseTwice(List<Item> items) {
        Set<UUID> seen = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i).model())) {
                faults.add(Fault.at("/items/" + i + "/model", "model-twice"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
