package org.doanket.membership;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Lets a transaction see beyond the caller's scope, for work that has made sure by other means that it may. */
public final class WiderScope {

    private WiderScope() {
    }

    /** @return what {@link #narrow} takes */
    public static String[] widen(DataSource dataSource) {
        String[] before = Sql.of("SELECT current_setting('doanket.scope_from'), current_setting('doanket.scope_to')")
                .first(dataSource, row -> new String[] {row.getString(1), row.getString(2)}).orElseThrow();
        narrow(dataSource, UnitScope.ROOT.from() + "|", UnitScope.ROOT.to() + "|");
        return before;
    }

    /** Something of the caller's own, wherever it lies. A refusal ends the transaction, and with it the wider scope. */
    public static <T> T everywhere(DataSource dataSource, Supplier<T> deed) {
        String[] before = widen(dataSource);
        T done = deed.get();
        narrow(dataSource, before);
        return done;
    }

    public static void narrow(DataSource dataSource, String... scope) {
        Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)", scope[0], scope[1])
                .first(dataSource, row -> true);
    }
}
