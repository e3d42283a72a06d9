package org.doanket.finance.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.doanket.platform.security.Unscoped;

/** Finds references in what payers wrote. */
@ApplicationScoped
public class ReferenceQueries {

    /** One that was not given to anything yet, for what is to be known again in a memo. */
    @Unscoped("reads no table")
    public String next() {
        return PaymentReference.next().text();
    }

    /** The texts of the references in a memo whose check character holds, each once. */
    @Unscoped("reads a text and no table")
    public List<String> in(String memo) {
        return PaymentReference.in(memo).stream().map(PaymentReference::text).toList();
    }
}
