package org.doanket.finance.voucher;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doanket.finance.AmountText;
import org.doanket.finance.AmountWords;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Block.Line;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;
import org.doanket.platform.tree.UnitRef;

/**
 * A voucher to be printed and signed: C40-BB for money that came, C41-BB for money that left. Who paid or was paid is written by hand, for names
 * of persons are not kept in the books. Printed again it is the same: its only time is that of its approval.
 */
final class VoucherPaper {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private VoucherPaper() {
    }

    static byte[] pdf(VoucherView voucher, UnitRef unit, String parent, Locale language) {
        if (voucher.number() == null) {
            throw VoucherProblems.notApproved();
        }
        boolean isReceipt = voucher.kind().equals("receipt");
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Pair(Block.issuer(parent, unit.name()),
                List.of(new Line(text(language, "form." + voucher.kind()), Type.STRONG.size(11), false))));
        blocks.add(new Block.Space(18));
        blocks.add(Block.title(text(language, "title." + voucher.kind())));
        if (voucher.reversal() != null) {
            blocks.add(Block.centred(Messages.text(language, "receipt.void"), Type.STRONG.size(16)));
        }
        blocks.add(Block.centred(text(language, "number", VoucherView.numbered(voucher.kind(), voucher.number())), Type.BODY));
        blocks.add(Block.centred(text(language, "day", DAY.format(voucher.day())), Type.SLANTED));
        blocks.add(Block.right(text(language, "accounts", isReceipt ? voucher.money() : voucher.account(), isReceipt ? voucher.account() : voucher.money()),
                Type.BODY));
        blocks.add(new Block.Space(10));
        blocks.add(Block.text(text(language, "person." + voucher.kind())));
        blocks.add(Block.text(text(language, "purpose", voucher.purpose())));
        blocks.add(Block.text(text(language, "amount", figures(voucher.amount(), language))));
        blocks.add(Block.text(Messages.text(language, "receipt.words", AmountWords.of(voucher.amount().amount(), voucher.amount().currency(), language))));
        blocks.add(Block.text(text(language, "enclosed")));
        blocks.add(new Block.Space(16));
        blocks.add(new Block.Pair(signature(language, "signed-head"), signature(language, "signed-accountant")));
        blocks.add(new Block.Space(60));
        blocks.add(new Block.Pair(signature(language, "signed-cashier"), signature(language, "signed-person." + voucher.kind())));
        blocks.add(new Block.Space(60));
        blocks.add(new Block.Text(text(language, "unverified"), Type.SLANTED.size(9), Block.Align.LEFT, 0));
        return new Paper(text(language, "title." + voucher.kind()) + " " + voucher.number(), language, voucher.decidedAt().toInstant(), blocks).pdf();
    }

    private static List<Line> signature(Locale language, String who) {
        return List.of(new Line(text(language, who), Type.STRONG, false));
    }

    private static String figures(Money money, Locale language) {
        return AmountText.figures(money, language) + " " + money.currency();
    }

    private static String text(Locale language, String key, Object... places) {
        return Messages.text(language, "voucher.paper." + key, places);
    }
}
