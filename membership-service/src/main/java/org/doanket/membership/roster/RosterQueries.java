package org.doanket.membership.roster;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class RosterQueries {

    private static final String SELECT = "SELECT *, roster_standing(state, job_id) AS standing FROM roster_import WHERE ";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final FieldVault vault;

    RosterQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, FieldVault vault) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.vault = vault;
    }

    public RosterView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + "id = ? AND path >= ? AND path < ?", id, scope.from(), scope.to())
                .first(dataSource, RosterView::of).orElseThrow(() -> Problem.notFound("import"));
    }

    /** The newest first. */
    public Page<RosterView> list(UnitScope scope, PageRequest page) {
        Cursor after = page.after(1);
        List<RosterView> imports = Sql.of(SELECT + "path >= ? AND path < ?", scope.from(), scope.to())
                .given(after == null ? null : after.uuid(0), "AND id < ?")
                .add("ORDER BY id DESC LIMIT ?", page.limit + 1).list(dataSource, RosterView::of);
        return Page.cut(imports, page.limit, roster -> Cursor.of(roster.id()));
    }

    /**
     * On the worker's login, which alone may read what is staged: the import was found within the scope before.
     *
     * @param withProfile for officers; others see what goes into the row of the register alone
     */
    public Page<RosterView.Row> rows(UnitScope scope, UUID id, String state, boolean withProfile, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(1);
        List<RosterView.Row> rows = Sql.of("SELECT r.*, coalesce((r.before ->> 'unit_id')::uuid, m.unit_id) AS stood_in, "
                + "ARRAY(SELECT key FROM jsonb_each_text(r.profile) ORDER BY key) AS said, "
                + "ARRAY(SELECT value FROM jsonb_each_text(r.profile) ORDER BY key) AS said_of "
                + "FROM roster_row r LEFT JOIN member m ON m.id = r.match_id WHERE r.import_id = ?", id)
                .given(state, "AND r.state = ?")
                .given(after == null ? null : after.number(0), "AND r.number > ?")
                .add("ORDER BY r.number LIMIT ?", page.limit + 1).list(worker, row -> RosterView.row(row, withProfile));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.number()));
    }

    @Unscoped("counts, of an import found within the scope before")
    public RosterBuilt builtUpon(UUID id) {
        return RosterBuilt.on(worker, id);
    }

    /** The sheet of the faults, to be written when the answer streams: then there is neither request nor transaction any more. */
    RosterFaults faults(UnitScope scope, UUID id, Locale locale) {
        RosterView roster = one(scope, id);
        if (roster.state().equals("checking") || roster.state().equals("unreadable")) {
            throw RosterProblems.notReady(roster.state());
        }
        return new RosterFaults(worker, vault, id, locale);
    }
}
