package org.doanket.finance.relief;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.finance.payment.BankAccountOpeningService;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/**
 * Appeals for money that a movement opens and closes: each is a drive here, under its own id, as if it had been opened at this desk. One whose
 * account is another's already cannot be: its fact parks, and operators see it.
 */
@ApplicationScoped
class CampaignDriveListener implements FactListener {

    private static final String CAMPAIGNS = "campaigns";

    private static final String OPEN = """
            INSERT INTO relief_drive (id, unit_id, name, purpose, beneficiaries, movement_id, currency, bank_bin, bank_account, bank_holder, opens_at,
              closes_at, created_by)
            SELECT ?, u.id, ?, ?, ?, ?, j.currency, ?, ?, ?, ?, ?, ? FROM unit_ref u JOIN jurisdiction j ON j.code = u.jurisdiction WHERE u.id = ?
            ON CONFLICT (bank_bin, bank_account) DO NOTHING""";

    /** Now and not when it was said: what has come in meanwhile was taken in good faith. */
    private static final String CLOSE = "UPDATE relief_drive SET closes_at = greatest(clock_timestamp(), opens_at + interval '1 microsecond'), "
            + "closed_early = ?, version = version + 1 WHERE id = ? AND closes_at > clock_timestamp()";

    private record Opened(UUID id, UUID movement, UUID unit, String name, String purpose, String beneficiaries, String bankBin, String account,
            String holder, OffsetDateTime opensAt, OffsetDateTime closesAt) {
    }

    private record Closed(UUID id, UUID unit, String why) {
    }

    private final BankAccountOpeningService openings;
    private final AuditTrail audit;

    CampaignDriveListener(BankAccountOpeningService openings, AuditTrail audit) {
        this.openings = openings;
        this.audit = audit;
    }

    @Override
    public String name() {
        return "campaign-drives";
    }

    @Override
    public String topic() {
        return "campaigns.drive";
    }

    @Override
    public Gate gate() {
        return Gate.ONCE;
    }

    @Override
    public boolean knows(String factName) {
        return factName.equals("drive-opened") || factName.equals("drive-closed");
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        if (fact.name().equals("drive-opened")) {
            open(fact.as(Opened.class), connection);
        } else {
            Closed drive = fact.as(Closed.class);
            int rows = Sql.of(CLOSE, drive.why(), drive.id()).run(connection);
            if (rows > 0) {
                audit.record(connection, CAMPAIGNS, "relief-drive-closed", "relief-drive", drive.id(), drive.unit(), drive.why());
            } else if (Sql.of("SELECT 1 FROM relief_drive WHERE id = ?", drive.id()).first(connection, row -> row.getInt(1)).isEmpty()) {
                throw new IllegalStateException("no such drive: what opened it was set aside or has not come");
            }
        }
    }

    private void open(Opened drive, Connection connection) throws SQLException {
        int rows = Sql.of(OPEN, drive.id(), drive.name(), drive.purpose(), drive.beneficiaries(), drive.movement(), drive.bankBin(), drive.account(),
                drive.holder(), drive.opensAt(), drive.closesAt(), CAMPAIGNS, drive.unit()).run(connection);
        if (rows == 0 || !openings.proposeForDrive(connection, drive.id(), drive.account(), CAMPAIGNS)) {
            throw new IllegalStateException("no drive: its unit is not known, or its account is another's");
        }
        audit.record(connection, CAMPAIGNS, "relief-drive-opened", "relief-drive", drive.id(), drive.unit(), null);
    }
}
