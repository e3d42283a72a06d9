package org.doanket.finance.receipt;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doanket.finance.AmountText;
import org.doanket.finance.AmountWords;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Block.Align;
import org.doanket.platform.paper.Block.Column;
import org.doanket.platform.paper.Block.Line;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;

/** A receipt to be printed. Printed again it is the same: all in it stands in the books, its only time is that of its issue. */
final class ReceiptPaper {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/yyyy");
    private static final int RED = 0xB71C1C;

    private final ReceiptView receipt;
    private final Locale language;

    private ReceiptPaper(ReceiptView receipt, Locale language) {
        this.receipt = receipt;
        this.language = language;
    }

    static byte[] pdf(ReceiptView receipt, Locale language) {
        ReceiptPaper paper = new ReceiptPaper(receipt, language);
        return new Paper(paper.text("receipt.title") + " " + receipt.number(), language, receipt.issuedAt().toInstant(), paper.blocks())
                .pdf();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.head(Block.issuer(receipt.parentName(), receipt.unitName()), receipt.jurisdiction(), language));
        blocks.add(new Block.Space(18));
        blocks.add(Block.title(text("receipt.title")));
        blocks.add(Block.centred(text("receipt.number", receipt.number()), Type.BODY));
        blocks.add(Block.centred(text("receipt.day", DAY.format(receipt.day())), Type.SLANTED));
        if (receipt.state().equals("void")) {
            blocks.add(Block.centred(text("receipt.void"), Type.STRONG.size(16).colour(RED)));
        }
        blocks.add(new Block.Space(12));
        blocks.add(Block.text(text("receipt.payer", receipt.payer() == null ? "…" : receipt.payer())));
        blocks.add(Block.text(text("receipt.paid-on", DAY.format(receipt.paidOn()))));
        blocks.add(Block.text(text("receipt.amount", figures(receipt.amount()))));
        blocks.add(Block.text(text("receipt.words", AmountWords.of(receipt.amount().amount(), receipt.amount().currency(), language))));
        blocks.add(new Block.Space(8));
        blocks.add(new Block.Table(List.of(new Column(text("receipt.what"), 4, Align.LEFT), new Column(text("receipt.member"), 2,
                Align.LEFT),
                new Column(text("receipt.month"), 2, Align.CENTRE), new Column(text("receipt.sum"), 3, Align.RIGHT)),
                receipt.items().stream().map(this::row).toList()));
        blocks.add(new Block.Space(18));
        blocks.add(new Block.Pair(List.of(new Line(text("receipt.signed-payer"), Type.STRONG, false)),
                List.of(new Line(text("receipt.signed-treasurer"), Type.STRONG, false))));
        return blocks;
    }

    private List<String> row(ReceiptView.Item item) {
        return List.of(text("receipt.stream." + item.stream()), item.memberCode() == null ? "" : item.memberCode(),
                item.month() == null ? "" : MONTH.format(item.month()), figures(item.amount()));
    }

    private String figures(Money money) {
        return AmountText.figures(money, language) + " " + money.currency();
    }

    private String text(String key, Object... places) {
        return Messages.text(language, key, places);
    }
}
