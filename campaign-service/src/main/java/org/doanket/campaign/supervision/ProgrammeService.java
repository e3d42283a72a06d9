package org.doanket.campaign.supervision;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.supervision.SupervisionView.Programme;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Programmes of a year: drawn up, registered with the unit above, approved or returned, closed. */
@ApplicationScoped
@Transactional
public class ProgrammeService {

    private final AgroalDataSource dataSource;
    private final SupervisionQueries queries;
    private final OwnUnit own;
    private final Caller caller;

    ProgrammeService(AgroalDataSource dataSource, SupervisionQueries queries, OwnUnit own, Caller caller) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.own = own;
        this.caller = caller;
    }

    public UUID draw(SupervisionCommand.Programme command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, own.today(unit));
        UUID id = Ids.next();
        if (Sql.of("INSERT INTO supervision_programme (id, unit_id, year, name, basis, state, created_by, version) VALUES (?, ?, ?, ?, ?, 'draft', ?, 1) "
                + "ON CONFLICT (unit_id, year) DO NOTHING", id, unit.id(), command.year(), command.name(), command.basis(), caller.subject())
                .run(dataSource) == 0) {
            throw SupervisionProblems.programmeThere(command.year());
        }
        return id;
    }

    public void edit(UUID id, SupervisionCommand.Programme command, String ifMatch) {
        Programme programme = forChange(id, "draft", "returned");
        own.require(programme.unit(), "supervision-programme");
        Revision.require(ifMatch, programme.version());
        Sql.of("UPDATE supervision_programme SET name = ?, basis = ?, version = version + 1 WHERE id = ?", command.name(), command.basis(), id)
                .run(dataSource);
    }

    public void register(UUID id) {
        Programme programme = forChange(id, "draft", "returned");
        UnitRef unit = own.require(programme.unit(), "supervision-programme");
        if (programme.supervisions() == 0) {
            throw SupervisionProblems.emptyProgramme();
        }
        Sql.of("UPDATE supervision_programme SET state = 'registered', registered_on = ?, note = NULL, version = version + 1 WHERE id = ?",
                own.today(unit), id).run(dataSource);
    }

    /** @param state {@code approved} or {@code returned} */
    public void decide(UUID id, String state, String note) {
        Programme programme = forChange(id, "registered");
        own.requireAbove(programme.unit());
        Sql.of("UPDATE supervision_programme SET state = ?, note = ?, decided_by = ?, version = version + 1 WHERE id = ?", state, note,
                caller.subject(), id).run(dataSource);
    }

    /** The year is over; what has not begun by now is not held any more. */
    public void close(UUID id) {
        Programme programme = forChange(id, "approved");
        own.require(programme.unit(), "supervision-programme");
        // Before it is asked whether one is running: who holds the first session of one just now is waited for.
        Sql.of("UPDATE supervision SET state = 'cancelled', version = version + 1 WHERE programme_id = ? AND state = 'planned'", id).run(dataSource);
        if (Sql.of("SELECT 1 FROM supervision WHERE programme_id = ? AND state = 'running' LIMIT 1", id).first(dataSource, row -> true).isPresent()) {
            throw SupervisionProblems.notFrom("running");
        }
        Sql.of("UPDATE supervision_programme SET state = 'closed', version = version + 1 WHERE id = ?", id).run(dataSource);
    }

    private Programme forChange(UUID id, String... states) {
        Sql.of("SELECT 1 FROM supervision_programme WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        Programme programme = queries.programme(caller.scope(), id);
        if (!List.of(states).contains(programme.state())) {
            throw SupervisionProblems.notFrom(programme.state());
        }
        return programme;
    }
}
