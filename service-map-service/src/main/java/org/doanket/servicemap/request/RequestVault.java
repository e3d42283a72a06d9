package org.doanket.servicemap.request;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.Secrets;

/** Links to requests, and the seals of what is in them. */
@ApplicationScoped
class RequestVault {

    private final AgroalDataSource dataSource;
    private final FieldVault vault;

    RequestVault(AgroalDataSource dataSource, FieldVault vault) {
        this.dataSource = dataSource;
        this.vault = vault;
    }

    /** The same for the same key and words, so that asking again after a lost answer finds the request that there is. */
    String link(String idempotencyKey, String words) {
        return idempotencyKey == null || idempotencyKey.isBlank() ? Secrets.fresh() : Base64.getUrlEncoder().withoutPadding()
                .encodeToString(vault.blindIndex("request-link-of", idempotencyKey + '\u001f' + words));
    }

    byte[] hash(String link) {
        return vault.blindIndex("request-link", link);
    }

    /** For this transaction: no unit at all, and the one request that the link is of. */
    void present(String link) {
        Sql.of("SELECT set_config('doanket.scope_from', '//|', true), set_config('doanket.scope_to', '//|', true), "
                + "set_config('doanket.request_link', ?, true)", HexFormat.of().formatHex(hash(link))).run(dataSource);
    }

    /** For this transaction: also the request that the caller sees now, though it goes where he sees nothing. */
    void presentSeen(UUID id) {
        Sql.of("SELECT set_config('doanket.request_link', encode(link_hash, 'hex'), true) FROM service_request WHERE id = ?", id).run(dataSource);
    }

    FieldVault.Key newKey() {
        return vault.newKey();
    }

    /** Empty once the request has been forgotten. */
    Optional<FieldVault.Key> keyOf(UUID request) {
        return Sql.of("SELECT wrapped FROM service_request WHERE id = ? AND wrapped IS NOT NULL", request).first(dataSource, row -> row.getBytes(1)).map(vault::key);
    }

    /** Null once the request has been forgotten. */
    FieldVault.Key key(byte[] wrapped) {
        return wrapped == null ? null : vault.key(wrapped);
    }

    static String open(FieldVault.Key key, String field, UUID id, byte[] sealed) {
        return key == null ? null : key.openText(place(field, id), sealed);
    }

    static byte[] seal(FieldVault.Key key, String field, UUID id, String value) {
        return value == null || value.isBlank() ? null : key.seal(place(field, id), value);
    }

    static String place(String field, UUID id) {
        return "service_request." + field + ":" + id;
    }
}
