package org.doanket.membership.card;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of checking a card. Tells no more of a person than the card itself.
 *
 * @param verdict valid | expired | ended (well signed, but the membership is over) | unknown-key | forged | unreadable
 */
@Schema(name = "CardVerdict")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardCheckView(String verdict, String text, String name, String memberCode, String cardNumber, String unitCode, String unitName,
        LocalDate validUntil) {
}
