package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.File;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.finance.payment.BankAccountQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes statements in, for a job to book. */
@ApplicationScoped
public class BankService {

    /** A statement that was loaded, and the job that books it. */
    public record Started(UUID statement, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final UploadService uploads;
    private final BankQueries queries;
    private final BankAccountQueries accounts;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    BankService(AgroalDataSource dataSource, UploadService uploads, BankQueries queries, BankAccountQueries accounts, Jobs jobs, UnitTree tree, Caller caller,
            AuditTrail audit) {
        this.dataSource = dataSource;
        this.uploads = uploads;
        this.queries = queries;
        this.accounts = accounts;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    /** @param account which of the unit's it is of, where its lines do not say; null for the main one */
    @Transactional
    public Started load(UUID unit, String profile, UUID account, File file) {
        UnitRef ref = tree.require(unit, caller.scope());
        if (account != null && accounts.open(caller.scope(), ref.id(), account).isEmpty()) {
            throw Problem.notFound("bank-account");
        }
        boolean isTold = profile.equals(StatementReader.CAMT) || profile.equals(StatementReader.MT940);
        if (!isTold && queries.profile(profile).filter(each -> !each.ended()).isEmpty()) {
            throw Problem.notFound("bank-profile");
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO bank_statement (id, unit_id, profile, bank_account_id, created_by) VALUES (?, ?, ?, ?, ?)", id, ref.id(), profile,
                account, caller.subject()).run(dataSource);
        uploads.keep(id, ref.id(), file);
        audit.record("bank-statement-loaded", "bank-statement", id, ref.id(), profile);
        return new Started(id, jobs.submit(BankStatementJob.KIND, ref.id(), new BankStatementJob.Parameters(id)));
    }
}
