package org.doanket.membership.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Sizes of bodies. In force is the latest rule for a body and kind of unit that has begun and was not cancelled. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class SizeRuleQueries {

    private static final String SELECT = "SELECT r.*, (SELECT array_agg(b.members_from ORDER BY b.members_from) FROM size_band b WHERE b.rule_id = r.id) "
            + "AS members_from, (SELECT array_agg(b.seats_from ORDER BY b.members_from) FROM size_band b WHERE b.rule_id = r.id) AS seats_from, "
            + "(SELECT array_agg(b.seats_to ORDER BY b.members_from) FROM size_band b WHERE b.rule_id = r.id) AS seats_to FROM ";
    private static final String IN_FORCE = "(SELECT DISTINCT ON (jurisdiction, body_kind, unit_kind) * FROM size_rule WHERE cancelled_at IS NULL "
            + "AND valid_from <= ? ORDER BY jurisdiction, body_kind, unit_kind, valid_from DESC) r WHERE true";

    private final AgroalDataSource dataSource;

    SizeRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** None where a body of such a unit may be of any size. */
    public Optional<SizeRuleView> inForce(String jurisdiction, String bodyKind, String unitKind, LocalDate day) {
        return Sql.of(SELECT + IN_FORCE, day).add("AND r.jurisdiction = ? AND r.body_kind = ? AND r.unit_kind = ?", jurisdiction, bodyKind, unitKind)
                .first(dataSource, SizeRuleQueries::read);
    }

    /** @param asOf null for all rows, also those to come and those cancelled */
    public Page<SizeRuleView> list(String jurisdiction, LocalDate asOf, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = asOf == null ? Sql.of(SELECT + "size_rule r WHERE true") : Sql.of(SELECT + IN_FORCE, asOf);
        sql.given(jurisdiction, "AND r.jurisdiction = ?").given(after == null ? null : after.uuid(0), "AND r.id > ?")
                .add("ORDER BY r.id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(dataSource, SizeRuleQueries::read), page.limit, row -> Cursor.of(row.id()));
    }

    public SizeRuleView one(UUID id) {
        return Sql.of(SELECT + "size_rule r WHERE r.id = ?", id).first(dataSource, SizeRuleQueries::read)
                .orElseThrow(() -> Problem.notFound("size-rule"));
    }

    boolean begins(String jurisdiction, String bodyKind, String unitKind, LocalDate day) {
        return Sql.of("SELECT 1 FROM size_rule WHERE cancelled_at IS NULL AND jurisdiction = ? AND body_kind = ? AND unit_kind = ? AND valid_from = ?",
                jurisdiction, bodyKind, unitKind, day).first(dataSource, row -> true).isPresent();
    }

    boolean knows(String jurisdiction, String bodyKind, String unitKind) {
        return Sql.of("SELECT 1 FROM body_kind b JOIN unit_kind u ON u.jurisdiction = b.jurisdiction AND u.level = ANY (b.levels) "
                + "WHERE b.jurisdiction = ? AND b.code = ? AND u.code = ?", jurisdiction, bodyKind, unitKind)
                .first(dataSource, row -> true).isPresent();
    }

    private static SizeRuleView read(ResultSet row) throws SQLException {
        Long[] membersFrom = (Long[]) row.getArray("members_from").getArray();
        Integer[] seatsFrom = (Integer[]) row.getArray("seats_from").getArray();
        Integer[] seatsTo = (Integer[]) row.getArray("seats_to").getArray();
        List<SizeRuleView.Band> bands = new ArrayList<>();
        for (int i = 0; i < membersFrom.length; i++) {
            bands.add(new SizeRuleView.Band(membersFrom[i], seatsFrom[i], seatsTo[i]));
        }
        return new SizeRuleView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("body_kind"),
                row.getString("unit_kind"), row.getObject("valid_from", LocalDate.class), bands, row.getString("citation"),
                row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }
}
