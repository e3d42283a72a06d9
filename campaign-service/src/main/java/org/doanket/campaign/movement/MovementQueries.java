package org.doanket.campaign.movement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Reads of movements: those of the units that the caller reaches, and those that reach his unit from above. */
@ApplicationScoped
@Transactional
public class MovementQueries {

    private static final String SELECT = "SELECT m.*, u.code, u.name AS unit_name, u.path FROM movement m JOIN unit_ref u ON u.id = m.unit_id WHERE "
            + "(u.path >= ? AND u.path < ? OR m.state <> 'draft' AND starts_with(?, u.path))";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    MovementQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public MovementView one(UnitScope scope, UUID id) {
        List<MovementCommand.Content> contents = contents(id);
        return Sql.of(SELECT, scope.from(), scope.to(), scope.path()).add("AND m.id = ?", id).first(dataSource, row -> view(row, contents))
                .orElseThrow(() -> Problem.notFound("movement"));
    }

    public Page<MovementView> list(UnitScope scope, MovementFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = Sql.of(SELECT, scope.from(), scope.to(), scope.path());
        if (filter.unit != null) {
            UnitRef unit = tree.find(filter.unit).filter(ref -> scope.contains(ref.path()) || scope.path().startsWith(ref.path()))
                    .orElseThrow(() -> Problem.notFound("unit"));
            if ("subtree".equals(filter.scope)) {
                UnitScope range = new UnitScope(unit.id(), unit.path());
                select.add("AND u.path >= ? AND u.path < ?", range.from(), range.to());
            } else {
                select.add("AND u.id = ?", unit.id());
            }
        }
        return Page.cut(filter.narrow(select).given(after == null ? null : after.uuid(0), "AND m.id < ?")
                .add("ORDER BY m.id DESC LIMIT ?", page.limit + 1).list(dataSource, row -> view(row, null)), page.limit, row -> Cursor.of(row.id()));
    }

    /** @param filter its year is that in which they were made, its words are looked for in the unit's name and in the content's title */
    public Page<MovementView.Choice> choices(UnitScope scope, UUID movement, ListFilter filter, String content, String field, PageRequest page) {
        one(scope, movement);
        Cursor after = page.after(2);
        Sql select = Subtree.of(tree, scope, filter).narrow(Sql.of("SELECT c.*, u.code AS unit_code, u.name FROM movement_choice c "
                + "JOIN movement_content k ON k.movement_id = c.movement_id AND k.code = c.code JOIN unit_ref u ON u.id = c.unit_id "
                + "WHERE c.movement_id = ?", movement))
                .given(content, "AND c.code = ?").given(field, "AND k.field = ?").given(filter.year, "AND extract(year FROM c.chosen_on) = ?");
        if (filter.words() != null) {
            select.add("AND (u.search_name LIKE ? OR doanket.search_form(k.title) LIKE ?)", filter.words(), filter.words());
        }
        if (after != null) {
            select.add("AND (c.unit_id, c.code) > (?, ?)", after.uuid(0), after.text(1));
        }
        return Page.cut(select.add("ORDER BY c.unit_id, c.code LIMIT ?", page.limit + 1).list(dataSource, row -> new MovementView.Choice(
                row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("name"), row.getString("code"),
                row.getObject("chosen_on", LocalDate.class))), page.limit, row -> Cursor.of(row.unit(), row.content()));
    }

    private List<MovementCommand.Content> contents(UUID id) {
        return Sql.of("SELECT * FROM movement_content WHERE movement_id = ? ORDER BY position", id).list(dataSource, row ->
                new MovementCommand.Content(row.getString("code"), row.getString("title"), row.getString("field")));
    }

    private static MovementView view(ResultSet row, List<MovementCommand.Content> contents) throws SQLException {
        return new MovementView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("unit_name"),
                row.getString("name"), row.getString("purpose"), row.getString("basis"), row.getInt("year"), row.getObject("starts", LocalDate.class),
                row.getObject("ends", LocalDate.class), row.getString("state"), row.getObject("launched_at", OffsetDateTime.class),
                row.getObject("closed_at", OffsetDateTime.class), List.of((String[]) row.getArray("grants").getArray()), contents, row.getLong("version"));
    }
}
