package org.doanket.membership.card;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.doanket.platform.http.Messages;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A card in the form of a wallet's {@code pass.json} (Apple's PassKit). Whoever has a certificate of the wallet's maker puts images
 * and signature beside it; the names are PassKit's.
 */
@Schema(name = "CardPass")
public record CardPassView(int formatVersion, String passTypeIdentifier, String serialNumber, String organizationName, String description,
        LocalDate expirationDate, String foregroundColor, String backgroundColor, Generic generic, List<Barcode> barcodes) {

    @Schema(name = "CardPassFields")
    public record Generic(List<Field> primaryFields, List<Field> secondaryFields, List<Field> auxiliaryFields) {
    }

    @Schema(name = "CardPassField")
    public record Field(String key, String label, String value) {
    }

    @Schema(name = "CardPassBarcode")
    public record Barcode(String format, String message, String messageEncoding) {
    }

    static CardPassView of(CardView card, Locale language) {
        return new CardPassView(1, "pass.org.doanket.member", card.memberId().toString(), card.unitName(), Messages.text(language, "card.title"),
                card.validUntil(), "rgb(255, 255, 255)", "rgb(183, 28, 28)",
                new Generic(List.of(field("name", "card.name", card.fullName(), language)),
                        List.of(field("code", "card.code", card.memberCode(), language),
                                field("number", "card.number", card.cardNumber() == null ? "–" : card.cardNumber(), language)),
                        List.of(field("joined", "card.joined", card.joinedOn().toString(), language),
                                field("valid", "card.valid-until", card.validUntil().toString(), language))),
                List.of(new Barcode("PKBarcodeFormatQR", card.statement(), "utf-8")));
    }

    private static Field field(String key, String label, String value, Locale language) {
        return new Field(key, Messages.text(language, label), value);
    }
}
