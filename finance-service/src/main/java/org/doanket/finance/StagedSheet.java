package org.doanket.finance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetRow;

/**
 * What one kind of sheet has of its own. All else is the same for each: it is kept, copied row by row into a stage, checked there set by
 * set, shown with its faults, and the rows that are in order are taken over, in one transaction.
 */
public interface StagedSheet {

    /** @param commits or only looks; @param today in the jurisdiction, whose money is {@code currency} */
    record Import(UUID id, long no, UnitScope range, String jurisdiction, String currency, LocalDate today, boolean commits, String by) {
    }

    /** A row as read. @param faults all that is wrong with it by itself; @param values in the order of {@link #columns} */
    record Staged(List<String> faults, Object... values) {
    }

    /** Reads the rows below the heading. */
    interface Rows {
        Staged read(SheetRow row);
    }

    /** What rows brought, or would bring; those in order that are neither are known already. */
    record Taken(long added, long changed) {
    }

    /** The word for it in addresses of problems, on the audit trail and as the kind of its job: {@code employer-import}. */
    String kind();

    /** The unlogged table, which has {@code import_no}, {@code row_no}, {@code cells} and {@code faults} besides its own. */
    String stage();

    /** Of the table those that a row fills, as in a statement. */
    String columns();

    /** The heading without which the sheet is none of these. */
    String key();

    /** @return null if the row is no heading */
    Rows under(SheetRow heading, Import what);

    /** Adds to the faults in the stage what a row is wrong about by others, by the register, by the rules. */
    void check(Connection connection, Import what) throws SQLException;

    /** Takes over what has no faults. */
    Taken take(Connection connection, Import what) throws SQLException;

    /** What that would bring. */
    Taken foresee(Connection connection, Import what) throws SQLException;
}
