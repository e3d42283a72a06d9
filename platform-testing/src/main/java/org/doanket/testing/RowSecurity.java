package org.doanket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.TreeSet;
import org.doanket.platform.sql.Sql;

/** What the database under the service under test holds of units is under row-level security, by policies that are quick for one row and for many. */
public final class RowSecurity {

    /** Who stands below whom, and who holds which role: read before there is a scope, to make one. */
    private static final List<String> OF_THE_PLATFORM = List.of("unit_ref", "unit_placement", "role_binding");

    private RowSecurity() {
    }

    /**
     * Every table with a column {@code unit_id} or {@code path} that the login of requests may read, besides those named, is closed to it but for what
     * policies open.
     *
     * @param open tables that each caller may read whole, or that a function of the owner's guards
     */
    public static void check(String... open) {
        TreeSet<String> known = new TreeSet<>(List.of(open));
        AgroalDataSource requests = CDI.current().select(AgroalDataSource.class).get();
        assertThat(new TreeSet<>(Sql.of("SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') "
                + "AND NOT c.relispartition AND NOT c.relrowsecurity AND has_table_privilege(c.oid, 'SELECT') AND EXISTS (SELECT "
                + "FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('unit_id', 'path') AND NOT a.attisdropped)")
                .list(requests, row -> row.getString(1)).stream().filter(table -> !OF_THE_PLATFORM.contains(table)).toList()))
                .as("tables of units without row-level security").isEqualTo(known);
        assertThat(Sql.of("SELECT polrelid::regclass || '.' || polname FROM pg_policy WHERE coalesce(pg_get_expr(polqual, polrelid), '') "
                + "|| coalesce(pg_get_expr(polwithcheck, polrelid), '') ~ 'IN \\( SELECT u\\.id\\s+FROM unit_ref u'").list(requests, row -> row.getString(1)))
                .as("policies that hash all units in scope to see one row").isEmpty();
    }
}
