package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/**
 * Whoever applies has no scope, with or without a token: this transaction sees the row that the presented code is of and nothing else
 * (see the policies of V035). The range of units is empty, which is not the same as unset.
 */
@ApplicationScoped
class Stranger {

    private static final String NOWHERE = "|";

    private final AgroalDataSource dataSource;
    private final FieldVault vault;

    Stranger(AgroalDataSource dataSource, FieldVault vault) {
        this.dataSource = dataSource;
        this.vault = vault;
    }

    void invited(String code) {
        present(code, "");
    }

    /** @return the index by which the application is found */
    byte[] applied(String receipt) {
        return applied("", receipt);
    }

    byte[] applied(String code, String receipt) {
        byte[] index = vault.blindIndex("application-receipt", SecretCode.normal(receipt));
        present(code, HexFormat.of().formatHex(index));
        return index;
    }

    private void present(String code, String receipt) {
        Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true), "
                + "set_config('doanket.invitation', ?, true), set_config('doanket.receipt', ?, true)", NOWHERE, NOWHERE, code, receipt)
                .first(dataSource, row -> true);
    }
}
