package org.doanket.campaign.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.Key;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Signs passes and minutes: compact JWS, ES256, by a key made here and kept sealed, as the keys of member cards are. A pass names
 * meeting and invitation and nobody; whoever has the public key verifies it without a connection.
 */
@ApplicationScoped
@Transactional
public class MeetingKeyService {

    private static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
    private static final AlgorithmConstraints ONLY_OURS = new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHM);
    private static final String PASS = "meeting-pass";
    private static final String MINUTES = "meeting-minutes";
    private static final Duration OVERTIME = Duration.ofHours(12);
    private static final long MAKING = 0x6D65_6574L;

    /** What a pass says. */
    record Shown(UUID meeting, UUID invitation) {
    }

    private record Signing(String kid, ECPrivateKey key) {
    }

    private record PassClaims(String iss, UUID mtg, UUID inv, long exp) {
    }

    private record MinutesClaims(String iss, UUID mtg, String sha256, long iat) {
    }

    private final AgroalDataSource dataSource;
    private final FieldVault vault;
    private final ObjectMapper json;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    MeetingKeyService(AgroalDataSource dataSource, FieldVault vault, ObjectMapper json, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.vault = vault;
        this.json = json;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param until as planned; who reads it without a connection does not hear that a meeting runs over */
    MeetingView.Pass pass(UUID meeting, UUID invitation, Instant until) {
        return new MeetingView.Pass(meeting, invitation, sign(PASS, new PassClaims("doanket", meeting, invitation, until.plus(OVERTIME).getEpochSecond())));
    }

    String seal(UUID meeting, String sha256, Instant at) {
        return sign(MINUTES, new MinutesClaims("doanket", meeting, sha256, at.getEpochSecond()));
    }

    /** Empty where it is none of ours. */
    Optional<Shown> read(String pass) {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setAlgorithmConstraints(ONLY_OURS);
        try {
            signed.setCompactSerialization(pass.strip());
            Optional<Key> key = publicKey(signed.getKeyIdHeaderValue());
            if (key.isEmpty() || !PASS.equals(signed.getHeader("typ"))) {
                return Optional.empty();
            }
            signed.setKey(key.get());
            if (!signed.verifySignature()) {
                return Optional.empty();
            }
            PassClaims claims = json.readValue(signed.getPayload(), PassClaims.class);
            return Optional.of(new Shown(claims.mtg(), claims.inv()));
        } catch (JoseException | JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    /** All keys by which passes and minutes are verified, the newest first. */
    public MeetingView.Keys published() {
        return new MeetingView.Keys(Sql.of("SELECT public_jwk FROM meeting_key ORDER BY made_at DESC").list(dataSource, row -> tree(row.getString(1))));
    }

    /** What the keys before have signed counts on. @throws Problem 403 for anybody but the installation's own officer */
    public void rotate(KeyCommand.Rotate command) {
        if (caller.unit() != null) {
            throw Problem.forbidden("rules-at-the-top-only");
        }
        Sql.of("SELECT pg_advisory_xact_lock(?)", MAKING).run(dataSource);
        Sql.of("UPDATE meeting_key SET retired_at = ? WHERE retired_at IS NULL", clock.instant()).run(dataSource);
        audit.record("meeting-key-rotated", "meeting-key", make().kid(), null, command.why());
    }

    private String sign(String type, Object claims) {
        Signing signing = current().orElseGet(this::make);
        try {
            JsonWebSignature signed = new JsonWebSignature();
            signed.setPayload(json.writeValueAsString(claims));
            signed.setAlgorithmHeaderValue(ALGORITHM);
            signed.setKeyIdHeaderValue(signing.kid());
            signed.setHeader("typ", type);
            signed.setKey(signing.key());
            return signed.getCompactSerialization();
        } catch (JoseException | JsonProcessingException ours) {
            throw new IllegalStateException("not signed", ours);
        }
    }

    private Optional<Signing> current() {
        return Sql.of("SELECT kid, wrapped, sealed FROM meeting_key WHERE retired_at IS NULL").first(dataSource, row -> {
            String kid = row.getString("kid");
            return new Signing(kid, privateKey(vault.key(row.getBytes("wrapped")).openText(place(kid), row.getBytes("sealed"))));
        });
    }

    /** The first pass makes the first key; two at once wait for one another. */
    private Signing make() {
        Sql.of("SELECT pg_advisory_xact_lock(?)", MAKING).run(dataSource);
        return current().orElseGet(() -> {
            try {
                EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
                key.setKeyId(Ids.next().toString());
                key.setUse("sig");
                key.setAlgorithm(ALGORITHM);
                FieldVault.Key sealing = vault.newKey();
                Sql.of("INSERT INTO meeting_key (kid, public_jwk, wrapped, sealed, made_at) VALUES (?, ?::jsonb, ?, ?, ?)", key.getKeyId(),
                        key.toJson(OutputControlLevel.PUBLIC_ONLY), sealing.wrapped(),
                        sealing.seal(place(key.getKeyId()), key.toJson(OutputControlLevel.INCLUDE_PRIVATE)), clock.instant()).run(dataSource);
                return new Signing(key.getKeyId(), key.getEcPrivateKey());
            } catch (JoseException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        });
    }

    private Optional<Key> publicKey(String kid) {
        return Sql.of("SELECT public_jwk FROM meeting_key WHERE kid = ?", kid).first(dataSource, row -> {
            try {
                return ((PublicJsonWebKey) JsonWebKey.Factory.newJwk(row.getString(1))).getPublicKey();
            } catch (JoseException ours) {
                throw new IllegalStateException(ours);
            }
        });
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static ECPrivateKey privateKey(String jwk) {
        try {
            return ((EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(jwk)).getEcPrivateKey();
        } catch (JoseException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static String place(String kid) {
        return "meeting_key.sealed:" + kid;
    }
}
