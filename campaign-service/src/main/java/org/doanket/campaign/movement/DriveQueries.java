package org.doanket.campaign.movement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of appeals for money, which are public, and of what units have promised. */
@ApplicationScoped
@Transactional
public class DriveQueries {

    private static final String STATE = "CASE WHEN d.closed_why IS NOT NULL THEN 'closed' WHEN now() < d.opens_at THEN 'planned' "
            + "WHEN now() < d.closes_at THEN 'open' ELSE 'closed' END";
    private static final String DRIVE = "SELECT d.*, " + STATE + " AS state FROM movement_drive d WHERE ";
    private static final String PLEDGE = "SELECT p.*, u.code, u.name, w.reason, w.withdrawn_at FROM movement_pledge p JOIN unit_ref u ON u.id = p.unit_id "
            + "LEFT JOIN movement_pledge_withdrawal w ON w.pledge_id = p.id WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final ObjectMapper json;

    DriveQueries(AgroalDataSource dataSource, UnitTree tree, ObjectMapper json) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.json = json;
    }

    @Unscoped("public by law")
    public MovementView.Drive drive(UUID id) {
        return Sql.of(DRIVE + "d.id = ?", id).first(dataSource, this::drive).orElseThrow(() -> Problem.notFound("drive"));
    }

    /** @throws Problem 404 none of that movement */
    @Unscoped("public by law")
    public MovementView.Drive drive(UUID movement, UUID id) {
        return of(movement, drive(id), MovementView.Drive::movement, "drive");
    }

    @Unscoped("public by law; the movement was looked up before")
    public Page<MovementView.Drive> drives(UUID movement, String state, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Sql.of(DRIVE + "d.movement_id = ?", movement).given(state, "AND " + STATE + " = ?")
                .given(after == null ? null : after.uuid(0), "AND d.id > ?").add("ORDER BY d.id LIMIT ?", page.limit + 1).list(dataSource, this::drive),
                page.limit, drive -> Cursor.of(drive.id()));
    }

    public MovementView.Pledge pledge(UnitScope scope, UUID id) {
        return Sql.of(PLEDGE + " AND p.id = ?", id).add("AND u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .first(dataSource, DriveQueries::pledge).orElseThrow(() -> Problem.notFound("pledge"));
    }

    /** @throws Problem 404 none of that movement in the scope */
    public MovementView.Pledge pledge(UnitScope scope, UUID movement, UUID id) {
        return of(movement, pledge(scope, id), MovementView.Pledge::movement, "pledge");
    }

    private static <T> T of(UUID movement, T found, Function<T, UUID> in, String noun) {
        if (!in.apply(found).equals(movement)) {
            throw Problem.notFound(noun);
        }
        return found;
    }

    /** @param filter its year is that in which they were made, its words are looked for in the unit's name and in what was promised */
    public Page<MovementView.Pledge> pledges(UnitScope scope, UUID movement, ListFilter filter, String kind, String state, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = Subtree.of(tree, scope, filter).narrow(Sql.of(PLEDGE + " AND p.movement_id = ?", movement)).given(kind, "AND p.kind = ?")
                .given(state, "AND CASE WHEN w.pledge_id IS NULL THEN 'open' ELSE 'withdrawn' END = ?")
                .given(filter.year, "AND extract(year FROM legal_day(u.jurisdiction, p.made_at)) = ?");
        if (filter.words() != null) {
            select.add("AND (u.search_name LIKE ? OR doanket.search_form(p.sort) LIKE ?)", filter.words(), filter.words());
        }
        return Page.cut(select
                .given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, DriveQueries::pledge), page.limit, row -> Cursor.of(row.id()));
    }

    private static MovementView.Pledge pledge(ResultSet row) throws SQLException {
        return new MovementView.Pledge(row.getObject("id", UUID.class), row.getObject("movement_id", UUID.class), row.getObject("drive_id", UUID.class),
                row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"), Yield.of(row.getString("kind"),
                row.getBigDecimal("value"), row.getString("sort"), row.getString("measure")), row.getObject("due_on", LocalDate.class),
                row.getObject("made_at", OffsetDateTime.class), row.getString("reason") == null ? "open" : "withdrawn", row.getString("reason"),
                row.getObject("withdrawn_at", OffsetDateTime.class));
    }

    private MovementView.Drive drive(ResultSet row) throws SQLException {
        return new MovementView.Drive(row.getObject("id", UUID.class), row.getObject("movement_id", UUID.class), row.getObject("unit_id", UUID.class),
                row.getString("name"), row.getString("purpose"), row.getString("beneficiaries"), row.getString("bank_bin"), row.getString("account"),
                row.getString("holder"), row.getObject("opens_at", OffsetDateTime.class), row.getObject("closes_at", OffsetDateTime.class),
                row.getString("state"), row.getString("closed_why"), read(row.getString("received")), row.getLong("version"));
    }

    private JsonNode read(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
