package org.doanket.membership.card;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.doanket.membership.Api;
import org.doanket.membership.Somebody;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A card counts without us: what is verified here offline is verified by the JDK alone, with nothing but the published keys. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CardTest {

    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    @Inject
    CardKeyService keys;

    private Api.Tree tree;
    private Somebody somebody;

    @BeforeEach
    void admit() {
        tree = new Api.Tree();
        somebody = new Somebody(tree.grassRoots);
    }

    @Test
    void isVerifiedOfflineByThePublishedKeyAlone() throws Exception {
        JsonPath card = card();
        assertThat(card.getString("statement")).as("small enough for a QR code that telephones read").hasSizeLessThan(500);
        JsonNode said = verifiedOffline(card.getString("statement"));
        LocalDate validUntil = LocalDate.parse(card.getString("validUntil"));
        assertThat(said.path("name").asText()).isEqualTo("Trần Thị Của Mình");
        assertThat(said.path("sub").asText()).isEqualTo(card.getString("memberCode"));
        assertThat(said.path("unit").asText()).isEqualTo(card.getString("unitCode"));
        assertThat(Instant.ofEpochSecond(said.path("exp").asLong())).isEqualTo(validUntil.plusDays(1)
                .atStartOfDay(ZoneId.of("Asia/Ho_Chi_Minh")).toInstant());
        assertThat(validUntil).isAfter(LocalDate.now().plusMonths(11));
        assertThat(said.toString()).doesNotContain(somebody.nationalId, somebody.phone, "mine@example.org", "1990-05-06");
    }

    @Test
    void isDrawnWithAQrCodeThatSaysTheStatement() throws Exception {
        byte[] png = somebody.calls().accept("image/png").get("/me/card").then().statusCode(200).header("Cache-Control", "no-store").extract()
                .asByteArray();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth() / 300.0 * 25.4).as("the whole card").isBetween(85.0, 86.0);
        assertThat(image.getHeight() / 300.0 * 25.4).isBetween(53.5, 54.5);
        assertThat(image.getRGB(5, 5) & 0xFFFFFF).as("its band").isEqualTo(0xB71C1C);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        String read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(),
                pixels)))).getText();
        assertThat(verifiedOffline(read).path("name").asText()).isEqualTo("Trần Thị Của Mình");
        String svg = somebody.calls().accept("image/svg+xml").get("/me/card").then().statusCode(200).extract().asString();
        assertThat(svg).startsWith("<svg").contains("Trần Thị Của Mình", "Member code", "viewBox");
        somebody.calls().get("/me/card/pass").then().statusCode(200).body("formatVersion", equalTo(1), "barcodes[0].format",
                equalTo("PKBarcodeFormatQR"), "generic.primaryFields[0].value", equalTo("Trần Thị Của Mình"));
        somebody.officer().get("/members/" + somebody.id + "/card").then().statusCode(200).body("memberId", equalTo(somebody.id.toString()));
    }

    @Test
    void isPrintedInTheLanguageAskedForWithItsQrCode() throws Exception {
        for (Map.Entry<String, String> title : Map.of("vi", "Thẻ đoàn viên công đoàn", "zh", "工会会员卡").entrySet()) {
            byte[] pdf = somebody.calls().header("Accept-Language", title.getKey()).accept("application/pdf").get("/me/card").then().statusCode(200)
                    .contentType("application/pdf").header("Cache-Control", "no-store").extract().asByteArray();
            try (PDDocument document = Loader.loadPDF(pdf)) {
                assertThat(new PDFTextStripper().getText(document)).contains(title.getValue(), "Trần Thị Của Mình");
                assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(title.getKey());
                assertThat(document.getNumberOfPages()).isEqualTo(1);
                assertThat(document.getPage(0).getMediaBox().getWidth() / 72 * 25.4).isBetween(85.5, 85.7);
                BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 300);
                int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
                String read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(image.getWidth(),
                        image.getHeight(), pixels)))).getText();
                assertThat(verifiedOffline(read).path("name").asText()).isEqualTo("Trần Thị Của Mình");
            }
        }
        somebody.officer().accept("application/pdf").get("/members/" + somebody.id + "/card").then().statusCode(200);
    }

    @Test
    void saysOfACardThatIsShownWhatBecameOfIt() {
        String statement = card().getString("statement");
        check(statement).body("verdict", equalTo("valid"), "name", equalTo("Trần Thị Của Mình"), "text", equalTo("The card is valid."));
        String[] parts = statement.split("\\.");
        String other = Base64.getUrlEncoder().withoutPadding().encodeToString(new String(BASE64.decode(parts[1]), StandardCharsets.UTF_8)
                .replace("Mình", "Người").getBytes(StandardCharsets.UTF_8));
        check(parts[0] + "." + other + "." + parts[2]).body("verdict", equalTo("forged"), "name", nullValue());
        check("DK000000001").body("verdict", equalTo("unreadable"));
        check(somebody.token().token()).body("verdict", equalTo("unreadable"));
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\",\"typ\":\"card\"}".getBytes(StandardCharsets.UTF_8));
        check(none + "." + parts[1] + ".").body("verdict", equalTo("unreadable"));

        somebody.officer().body(Map.of("status", "left", "since", "2024-01-01", "reason", "own request"))
                .post("/members/" + somebody.id + "/status-changes").then().statusCode(200);
        check(statement).body("verdict", equalTo("ended"));
        somebody.calls().get("/me/card").then().statusCode(409).body("code", equalTo("card-membership-over"));
    }

    @Test
    void countsNoMoreOnceItsTimeIsOver() throws Exception {
        card();
        CardKeyService.Signing signing = QuarkusTransaction.requiringNew().call(() -> keys.signing());
        JsonWebSignature old = new JsonWebSignature();
        old.setPayload("{\"iss\":\"doanket-card\",\"sub\":\"DK1\",\"name\":\"A\",\"unit\":\"U\",\"org\":\"U\",\"iat\":1,\"exp\":"
                + (Instant.now().getEpochSecond() - 1) + "}");
        old.setAlgorithmHeaderValue("ES256");
        old.setKeyIdHeaderValue(signing.kid());
        old.setHeader("typ", "card");
        old.setKey(signing.key());
        check(old.getCompactSerialization()).body("verdict", equalTo("expired"), "name", equalTo("A"));
    }

    @Test
    void countsOnWhenTheKeyRotatesAndNoMoreWhenItIsRevoked() throws Exception {
        String before = card().getString("statement");
        String kid = rotate(false);
        String after = card().getString("statement");
        assertThat(new ObjectMapper().readTree(BASE64.decode(after.split("\\.")[0])).path("kid").asText()).isEqualTo(kid);
        check(before).body("verdict", equalTo("valid"));
        verifiedOffline(before);

        rotate(true);
        check(before).body("verdict", equalTo("unknown-key"));
        check(after).body("verdict", equalTo("unknown-key"));
        given().get(Api.BASE + "/card-keys").then().statusCode(200).body("keys.kid", not(hasItem(kid)), "keys.d", not(hasItem(not(nullValue()))));
        check(card().getString("statement")).body("verdict", equalTo("valid"));
    }

    @Test
    void hasAPageOnWhichNothingElseCanRun() {
        given().header("Accept-Language", "vi").get(Api.BASE + "/card-checks").then().statusCode(200).contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'sha256-")).body(containsString("Kiểm tra thẻ đoàn viên"));
    }

    @Test
    void access() {
        AccessMatrix.of("GET", Api.BASE + "/members/" + somebody.id + "/card").roles("federation-officer", "unit-officer")
                .inside(tree.grassRoots, tree.commune).outside(tree.sibling, tree.elsewhere).check();
        AccessMatrix.of("GET", Api.BASE + "/members/" + somebody.id + "/card").accept("application/pdf").roles("federation-officer", "unit-officer")
                .inside(tree.grassRoots, tree.commune).outside(tree.sibling, tree.elsewhere).check();
        AccessMatrix.of("GET", Api.BASE + "/members/" + somebody.id + "/card/pass").roles("federation-officer", "unit-officer")
                .inside(tree.grassRoots, tree.commune).outside(tree.sibling, tree.elsewhere).check();
        AccessMatrix.of("GET", Api.BASE + "/card-keys").openToAll().check();
        AccessMatrix.of("GET", Api.BASE + "/card-checks").openToAll().check();
        AccessMatrix.of("POST", Api.BASE + "/card-checks").body(() -> Map.of("code", "x")).openToAll().check();
    }

    @Test
    void keysAreChangedByTheOfficerOfTheInstallationAlone() {
        Map<String, Object> rotation = Map.of("compromised", true, "why", "x");
        given().contentType("application/json").body(rotation).post(Api.BASE + "/card-keys").then().statusCode(401);
        Api.as("federation-officer", tree.province).contentType("application/json").body(rotation).post("/card-keys").then().statusCode(403)
                .body("code", equalTo("card-keys-root-only"));
        for (String role : new String[] {"unit-officer", "treasurer", "auditor", "member", "integration"}) {
            Api.as(role, null).contentType("application/json").body(rotation).post("/card-keys").then().statusCode(403);
        }
        given().get(Api.BASE + "/card-keys").then().statusCode(200).header("Cache-Control", containsString("public"));
    }

    private JsonPath card() {
        return somebody.calls().get("/me/card").then().statusCode(200).extract().jsonPath();
    }

    private static String rotate(boolean compromised) {
        return Api.officer().contentType("application/json").body(Map.of("compromised", compromised, "why", "a test")).post("/card-keys").then()
                .statusCode(201).extract().path("kid");
    }

    private static ValidatableResponse check(String code) {
        return given().header("Accept-Language", "en").contentType("application/json").body(Map.of("code", code)).post(Api.BASE + "/card-checks")
                .then().statusCode(200);
    }

    private static JsonNode verifiedOffline(String statement) throws Exception {
        String[] parts = statement.split("\\.");
        JsonNode header = new ObjectMapper().readTree(BASE64.decode(parts[0]));
        assertThat(header.path("alg").asText()).isEqualTo("ES256");
        Map<String, String> jwk = given().get(Api.BASE + "/card-keys").then().statusCode(200).extract().jsonPath()
                .getMap("keys.find { it.kid == '" + header.path("kid").asText() + "' }");
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        PublicKey key = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(new BigInteger(1, BASE64.decode(jwk.get("x"))),
                new BigInteger(1, BASE64.decode(jwk.get("y")))), curve.getParameterSpec(ECParameterSpec.class)));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(BASE64.decode(parts[2]))).as("signature").isTrue();
        return new ObjectMapper().readTree(BASE64.decode(parts[1]));
    }
}
