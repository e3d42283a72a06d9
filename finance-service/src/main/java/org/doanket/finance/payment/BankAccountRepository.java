package org.doanket.finance.payment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;

@ApplicationScoped
class BankAccountRepository implements PanacheRepositoryBase<BankAccount, UUID> {

    /** Also where it lies outside the caller's scope: then the unique index refuses, and says no more. */
    boolean belongsToAnother(byte[] index, UUID unit) {
        return find("blindIndex = ?1 and unitId <> ?2", Arrays.copyOf(index, index.length), unit).firstResultOptional().isPresent();
    }
}
