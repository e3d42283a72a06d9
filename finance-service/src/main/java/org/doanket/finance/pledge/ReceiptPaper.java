package org.doanket.finance.pledge;

import jakarta.enterprise.context.ApplicationScoped;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.doanket.finance.AmountText;
import org.doanket.finance.Gift;
import org.doanket.finance.pledge.PledgeView.Contribution;
import org.doanket.platform.http.Messages;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The receipt that who gave may ask for. The same contribution gives the same paper. */
@ApplicationScoped
class ReceiptPaper {

    private final UnitTree tree;

    ReceiptPaper(UnitTree tree) {
        this.tree = tree;
    }

    Paper of(Contribution given, Locale language) {
        UnitRef unit = tree.find(given.unit()).orElseThrow();
        String giver = given.donor() != null ? given.donor()
                : given.giver() == null ? Messages.text(language, "gift-receipt.unnamed") : tree.find(given.giver()).map(UnitRef::name)
                .orElse("");
        String title = Messages.text(language, "gift-receipt.title");
        return new Paper(title, language, given.recordedAt().toInstant(), List.of(
                Block.motto(List.of(new Block.Line(unit.name(), Type.STRONG, true))), new Block.Space(18), Block.title(title),
                Block.centred(Messages.text(language, "gift-receipt.number", given.no(), given.receivedOn()), Type.BODY), new Block.Space(12),
                Block.text(Messages.text(language, "gift-receipt.giver", giver)), Block.text(Messages.text(language, "gift-receipt.what",
                what(given.gift(), language))), Block.text(Messages.text(language, "gift-receipt.state", Messages.text(language,
                "gift-receipt.state." + given.state()))), new Block.Space(24),
                new Block.Pair(List.of(new Block.Line(Messages.text(language, "gift-receipt.sign.giver"), Type.STRONG, false)),
                        List.of(new Block.Line(Messages.text(language, "gift-receipt.sign.treasurer"), Type.STRONG, false)))));
    }

    private static String what(Gift gift, Locale language) {
        if (gift.amount() != null) {
            return AmountText.figures(gift.amount(), language) + " " + gift.amount().currency();
        }
        NumberFormat format = NumberFormat.getInstance(language);
        format.setMaximumFractionDigits(3);
        return gift.goods() == null ? Messages.text(language, "gift-receipt.workdays", format.format(gift.quantity()))
                : format.format(gift.quantity()) + " " + gift.measure() + " " + gift.goods();
    }
}
