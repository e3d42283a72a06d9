package org.doanket.testing;

import java.util.UUID;
import javax.sql.DataSource;
import org.doanket.platform.sql.Sql;

/** Lets things be old, to see what becomes of them. */
public final class Age {

    private Age() {
    }

    /** The row was made so many days ago, and the jobs that name it ended then. */
    public static void of(DataSource worker, String table, UUID id, int days) {
        made(worker, table, id, days);
        Sql.of("UPDATE job SET finished_at = now() - make_interval(days => ?) WHERE parameters::text LIKE ?", days, "%" + id + "%").run(worker);
    }

    /** The row was made so many days ago; what has been done with it since is as young as it is. */
    public static void made(DataSource worker, String table, UUID id, int days) {
        Sql.of("UPDATE " + table + " SET created_at = now() - make_interval(days => ?) WHERE id = ?", days, id).run(worker);
    }
}
