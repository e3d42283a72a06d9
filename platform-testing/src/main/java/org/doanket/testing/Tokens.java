package org.doanket.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Access tokens for tests, signed by the key of {@link DoanketBackends}; and the bad ones that must get nothing. */
public final class Tokens {

    private static final Duration LIFE = Duration.ofMinutes(10);
    /** To sign takes a JVM that only interprets and compiles in haste, as that of tests, as long as many an answer: the same token is given out again for a while. */
    private static final Duration GIVEN_AGAIN = Duration.ofMinutes(1);
    private static final int KEPT_AT_MOST = 10_000;
    private static final Map<List<Object>, Signed> KEPT = new ConcurrentHashMap<>();

    private record Signed(String token, Instant at) {
    }

    private final Set<String> roles;
    private String unit = "root";
    private String member;
    private String subject = "tester";
    private Duration life = LIFE;

    private Tokens(Set<String> roles) {
        this.roles = roles;
    }

    /** A token with this role, or with all of these, at the root of the installation, until {@link #unit} says otherwise. */
    public static Tokens of(String... roles) {
        return new Tokens(Set.of(roles));
    }

    public Tokens unit(UUID id) {
        unit = id.toString();
        return this;
    }

    public Tokens member(UUID id) {
        member = id.toString();
        return this;
    }

    public Tokens subject(String name) {
        subject = name;
        return this;
    }

    public Tokens lasting(Duration time) {
        life = time;
        return this;
    }

    public String token() {
        return kept("good", () -> signed(claims(Instant.now()), Issuer.KEY));
    }

    /** Was good until an hour ago. */
    public String expired() {
        return kept("expired", () -> signed(claims(Instant.now().minus(Duration.ofHours(1)).minus(LIFE)), Issuer.KEY));
    }

    /** Signed by somebody else. */
    public String forged() {
        return kept("forged", () -> signed(claims(Instant.now()), Stranger.KEY));
    }

    /** Made once: a key of RSA takes longer to find than a call takes to answer, and every endpoint is tried with a forged token. */
    private static final class Stranger {
        static final PrivateKey KEY = find();

        private static PrivateKey find() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair().getPrivate();
            } catch (GeneralSecurityException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
    }

    /** {@code alg=none}: unsigned. */
    public String unsigned() {
        String claims = token().split("\\.")[1];
        return encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + claims + ".";
    }

    /** Meant for another system. */
    public String forAnotherAudience() {
        return kept("for another", () -> signed(claims(Instant.now()).audience("elsewhere"), Issuer.KEY));
    }

    /** Signed by the issuer for us, but an id token. */
    public String ofAnotherType() {
        return kept("of another type", () -> claims(Instant.now()).jws().header("typ", "JWT").sign(Issuer.KEY));
    }

    /** Calls the person by this name as well. */
    public String named(String preferred) {
        return signed(claims(Instant.now()).claim("upn", preferred).claim("preferred_username", preferred), Issuer.KEY);
    }

    private String kept(String kind, Supplier<String> sign) {
        Instant now = Instant.now();
        if (KEPT.size() >= KEPT_AT_MOST) {
            KEPT.clear();
        }
        return KEPT.compute(Arrays.asList(kind, roles, unit, member, subject, life),
                (key, last) -> last != null && life.equals(LIFE) && last.at().plus(GIVEN_AGAIN).isAfter(now) ? last : new Signed(sign.get(), now)).token();
    }

    private JwtClaimsBuilder claims(Instant issued) {
        JwtClaimsBuilder claims = Jwt.issuer(DoanketBackends.ISSUER).audience("doanket").subject(subject).groups(roles)
                .claim("unit", unit).issuedAt(issued).expiresAt(issued.plus(life));
        return member == null ? claims : claims.claim("member", member);
    }

    private static String signed(JwtClaimsBuilder claims, PrivateKey key) {
        return claims.jws().header("typ", "at+jwt").sign(key);
    }

    /** Read once: the issuer keeps its key as long as the JVM lives. */
    private static final class Issuer {
        static final PrivateKey KEY = read(Path.of(System.getProperty(DoanketBackends.PRIVATE_KEY)));
    }

    private static PrivateKey read(Path file) {
        try {
            String pem = Files.readString(file);
            byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
