package org.doanket.membership.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Issues cards, and checks those that somebody shows. */
@ApplicationScoped
@Transactional
public class CardService {

    private static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
    private static final AlgorithmConstraints ONLY_OURS = new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHM);
    private static final String TYPE = "card";

    private final CardQueries queries;
    private final CardKeyService keys;
    private final ParameterQueries parameters;
    private final ObjectMapper json;
    private final Clock clock;

    CardService(CardQueries queries, CardKeyService keys, ParameterQueries parameters, ObjectMapper json, Clock clock) {
        this.queries = queries;
        this.keys = keys;
        this.parameters = parameters;
        this.json = json;
        this.clock = clock;
    }

    /** A card of today, signed anew each time: what it states is what the register says now. */
    public CardView issue(UUID member, UnitScope scope) {
        CardView.Bearer bearer = queries.bearer(scope, member);
        if (bearer.endedOn() != null) {
            throw CardProblems.membershipOver(bearer.endedOn());
        }
        ZoneId zone = Zones.of(bearer.jurisdiction());
        LocalDate today = LocalDate.now(clock.withZone(zone));
        long months = parameters.value(bearer.jurisdiction(), "card-valid-for", today).map(ParameterView.Value::value)
                .orElseThrow(() -> new IllegalStateException("no parameter card-valid-for in " + bearer.jurisdiction()));
        LocalDate validUntil = today.plusMonths(months);
        CardStatement statement = new CardStatement(CardStatement.ISSUER, bearer.code(), bearer.fullName(), bearer.cardNumber(),
                bearer.unitCode(), bearer.unitName(), clock.instant().getEpochSecond(),
                validUntil.plusDays(1).atStartOfDay(zone).toEpochSecond());
        return bearer.signed(validUntil, sign(statement));
    }

    /** The card of today, to be printed. */
    public byte[] print(UUID member, UnitScope scope, Locale language) {
        return CardPaper.pdf(issue(member, scope), language, clock.instant());
    }

    public CardCheckView check(String code) {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setAlgorithmConstraints(ONLY_OURS);
        try {
            signed.setCompactSerialization(code.strip());
            if (!ALGORITHM.equals(signed.getAlgorithmHeaderValue()) || !TYPE.equals(signed.getHeader("typ"))) {
                return verdict("unreadable", null);
            }
            Optional<Key> key = key(signed.getKeyIdHeaderValue());
            if (key.isEmpty()) {
                return verdict("unknown-key", null);
            }
            signed.setKey(key.get());
            if (!signed.verifySignature()) {
                return verdict("forged", null);
            }
            CardStatement statement = json.readValue(signed.getPayload(), CardStatement.class);
            if (clock.instant().getEpochSecond() >= statement.exp()) {
                return verdict("expired", statement);
            }
            return verdict(queries.isMember(statement.sub()).orElse(false) ? "valid" : "ended", statement);
        } catch (JoseException | JsonProcessingException notOurs) {
            return verdict("unreadable", null);
        }
    }

    private String sign(CardStatement statement) {
        CardKeyService.Signing signing = keys.signing();
        try {
            JsonWebSignature signed = new JsonWebSignature();
            signed.setPayload(json.writeValueAsString(statement));
            signed.setAlgorithmHeaderValue(ALGORITHM);
            signed.setKeyIdHeaderValue(signing.kid());
            signed.setHeader("typ", TYPE);
            signed.setKey(signing.key());
            return signed.getCompactSerialization();
        } catch (JoseException | JsonProcessingException ours) {
            throw new IllegalStateException("a card could not be signed", ours);
        }
    }

    private Optional<Key> key(String kid) throws JoseException {
        for (JsonNode jwk : queries.published().keys()) {
            if (jwk.path("kid").asText().equals(kid)) {
                return Optional.of(((PublicJsonWebKey) JsonWebKey.Factory.newJwk(jwk.toString())).getPublicKey());
            }
        }
        return Optional.empty();
    }

    private static CardCheckView verdict(String verdict, CardStatement said) {
        String text = Messages.text(Language.current(), "card.verdict." + verdict);
        return said == null ? new CardCheckView(verdict, text, null, null, null, null, null, null)
                : new CardCheckView(verdict, text, said.name(), said.sub(), said.card(), said.unit(), said.org(),
                        LocalDate.ofInstant(Instant.ofEpochSecond(said.exp() - 1), Zones.of("vn")));
    }
}
