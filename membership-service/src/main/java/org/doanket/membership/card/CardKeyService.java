package org.doanket.membership.card;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The keys of the cards: made here, kept sealed in the database, so that all processes sign with the same one and a restart loses
 * none. P-256, because every browser verifies it. The issuer of tokens has keys of its own.
 */
@ApplicationScoped
@Transactional
public class CardKeyService {

    private static final long MAKING = 0x6361_7264L;

    /** The key that signs, open for use. */
    record Signing(String kid, ECPrivateKey key) {
    }

    private final AgroalDataSource dataSource;
    private final FieldVault vault;
    private final AuditTrail audit;
    private final Clock clock;

    CardKeyService(AgroalDataSource dataSource, FieldVault vault, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /** The first card makes the first key. */
    Signing signing() {
        return current().orElseGet(() -> {
            alone();
            return current().orElseGet(() -> {
                make();
                return current().orElseThrow();
            });
        });
    }

    public CardKeyView rotate(CardCommand.Rotate command, UnitScope scope) {
        if (scope.unit() != null) {
            throw CardProblems.keysAreTheInstallations();
        }
        alone();
        Sql.of("UPDATE card_key SET retired_at = coalesce(retired_at, ?), revoked_at = CASE WHEN ? THEN coalesce(revoked_at, ?) ELSE revoked_at END "
                + "WHERE retired_at IS NULL OR ?", clock.instant(), command.compromised(), clock.instant(), command.compromised()).run(dataSource);
        CardKeyView made = make();
        audit.record(command.compromised() ? "card-keys-revoked" : "card-key-rotated", "card-key", made.kid(), null, command.why());
        return made;
    }

    private Optional<Signing> current() {
        return Sql.of("SELECT kid, wrapped, sealed FROM card_key WHERE retired_at IS NULL").first(dataSource, row -> {
            String kid = row.getString("kid");
            return new Signing(kid, opened(vault.key(row.getBytes("wrapped")).openText(place(kid), row.getBytes("sealed"))));
        });
    }

    private CardKeyView make() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(Ids.next().toString().substring(0, 13));
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            FieldVault.Key sealing = vault.newKey();
            CardKeyView made = new CardKeyView(key.getKeyId(), clock.instant().atOffset(ZoneOffset.UTC));
            Sql.of("INSERT INTO card_key (kid, public_jwk, wrapped, sealed, made_at) VALUES (?, ?::jsonb, ?, ?, ?)", made.kid(),
                    key.toJson(OutputControlLevel.PUBLIC_ONLY), sealing.wrapped(),
                    sealing.seal(place(made.kid()), key.toJson(OutputControlLevel.INCLUDE_PRIVATE)), made.madeAt()).run(dataSource);
            return made;
        } catch (JoseException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private void alone() {
        Sql.of("SELECT pg_advisory_xact_lock(?)", MAKING).run(dataSource);
    }

    private static ECPrivateKey opened(String jwk) {
        try {
            return ((EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(jwk)).getEcPrivateKey();
        } catch (JoseException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static String place(String kid) {
        return "card_key.sealed:" + kid;
    }
}
