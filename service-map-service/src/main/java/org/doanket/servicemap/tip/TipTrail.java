package org.doanket.servicemap.tip;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Who did what in a room, and why; read in that room only. The general audit trail would show those above it how many tips there are. */
@ApplicationScoped
class TipTrail {

    private final AgroalDataSource dataSource;
    private final TipRooms rooms;
    private final FieldVault vault;
    private final Caller caller;
    private final Clock clock;

    TipTrail(AgroalDataSource dataSource, TipRooms rooms, FieldVault vault, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.rooms = rooms;
        this.vault = vault;
        this.caller = caller;
        this.clock = clock;
    }

    /** In the transaction of the deed itself. @param subject the tip, or the count; @param purpose why, or null */
    void record(String action, UUID unit, UUID subject, String purpose) {
        UUID id = Ids.next();
        byte[] sealed = purpose == null ? null : key(unit).seal(place(id), purpose);
        Sql.of("INSERT INTO tips.trail (id, unit_id, at, actor, action, subject_id, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)", id, unit, clock.instant(),
                caller.subject(), action, subject, sealed).run(dataSource);
    }

    /** The newest first; of one unit and of the rooms that it took over, whatever else the caller's scope holds. */
    Page<TipView.Deed> list(UnitScope scope, PageRequest page) {
        UUID unit = rooms.own(scope).id();
        Cursor after = page.after(1);
        List<TipView.Deed> deeds = Sql.of("SELECT * FROM tips.trail WHERE unit_id IN (SELECT r.unit_id FROM tips.room r WHERE coalesce(r.heir_id, r.unit_id) = ?)", unit).given(after == null ? null : after.uuid(0), "AND id < ?")
                .add("ORDER BY id DESC LIMIT ?", page.limit + 1).list(dataSource, this::deed);
        return Page.cut(deeds, page.limit, deed -> Cursor.of(deed.id()));
    }

    private TipView.Deed deed(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("sealed");
        return new TipView.Deed(id, row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("actor"), row.getString("action"),
                row.getObject("subject_id", UUID.class), sealed == null ? null : key(row.getObject("unit_id", UUID.class)).openText(place(id), sealed));
    }

    private FieldVault.Key key(UUID unit) {
        return vault.key(rooms.key(unit).orElseThrow(TipProblems::noRoom));
    }

    private static String place(UUID id) {
        return "tips.trail.sealed:" + id;
    }
}
