package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.ledger.LedgerView.Proposal;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Entries that wait for another person, and those that were decided on. */
@ApplicationScoped
@Transactional
public class ProposalQueries {

    private static final String SELECT = "SELECT p.* FROM entry_proposal p JOIN unit_ref u ON u.id = p.unit_id WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    ProposalQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<Proposal> proposal(UnitScope scope, UUID id) {
        return Sql.of(SELECT, scope.from(), scope.to()).add("AND p.id = ?", id).first(dataSource, ProposalQueries::proposal);
    }

    /** @param only the one unit of the range that is meant, or null for all of them */
    public Page<Proposal> proposals(UnitScope range, UUID only, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<Proposal> rows = Sql.of(SELECT, range.from(), range.to()).given(only, "AND p.unit_id = ?").given(state, "AND p.state = ?")
                .given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, ProposalQueries::proposal);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new Proposal(row.getObject("id", UUID.class), row.getString("act"), row.getObject("subject_id", UUID.class),
                row.getObject("unit_id", UUID.class), row.getObject("day", LocalDate.class),
                LedgerQueries.postings(row, currency), row.getString("note"), row.getString("evidence"),
                new Money(row.getLong("outgoing"), currency), new Money(row.getLong("alone"), currency),
                new Money(row.getLong("alone_today"), currency), row.getString("state"),
                row.getString("made_by"), row.getObject("made_at", OffsetDateTime.class), row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class), row.getString("reason"), row.getObject("entry_id", UUID.class),
                row.getArray("bank_lines") == null ? null : List.of((UUID[]) row.getArray("bank_lines").getArray()), null);
    }
}
