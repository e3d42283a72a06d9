package org.doanket.finance.closing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doanket.finance.AmountText;
import org.doanket.finance.closing.ClosingView.Balance;
import org.doanket.finance.closing.ClosingView.Closing;
import org.doanket.finance.closing.ClosingView.Item;
import org.doanket.finance.closing.ClosingView.Part;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Block.Align;
import org.doanket.platform.paper.Block.Column;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;

/** Statement and hand-over list as sheets and as papers that both sides sign. */
@ApplicationScoped
class ClosingSheet {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final int AT_ONCE = 200;
    /** Of one part. Some hundred pages; nobody signs more, and the sheet has them all. */
    private static final int MOST_ON_PAPER = 3_000;

    private final ClosingQueries queries;
    private final Clock clock;

    ClosingSheet(ClosingQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    byte[] statement(UnitScope scope, Closing closing, String type, Locale language) {
        return written(type, "statement", sheet -> {
            sheet.row(titles(language, "account", "name", "opening", "debit", "credit", "balance", "later", "currency"));
            for (Balance each : queries.statement(scope, closing.id(), language)) {
                sheet.row(each.account(), each.name(), each.opening().amount(), each.debit().amount(), each.credit().amount(),
                        each.balance().amount(), each.later().amount(), each.balance().currency());
            }
        });
    }

    byte[] handOver(UnitScope scope, Closing closing, String type, Locale language) {
        return written(type, "hand-over", sheet -> {
            sheet.row(titles(language, "part", "what", "ref", "note", "quantity", "amount", "currency", "withdrawn"));
            PageRequest page = new PageRequest();
            page.limit = AT_ONCE;
            do {
                Page<Item> items = queries.items(scope, closing.id(), null, language, page);
                for (Item item : items.items()) {
                    sheet.row(item.part(), item.title(), item.ref(), item.note(), item.quantity(), item.amount() == null ? null
                            : item.amount().amount(),
                            item.amount() == null ? null : item.amount().currency(), item.withdrawnWhy());
                }
                page.cursor = items.next();
            } while (page.cursor != null);
        });
    }

    byte[] statementPaper(UnitScope scope, Closing closing, Locale language) {
        List<Block> blocks = head(closing, language, "statement");
        List<List<String>> rows = queries.statement(scope, closing.id(), language).stream().map(each -> List.of(each.account(), each.name(),
                number(each.opening(), language), number(each.debit(), language), number(each.credit(), language),
                number(each.balance(), language), number(each.later(), language), each.balance().currency())).toList();
        blocks.add(new Block.Table(List.of(column(language, "account", 1, Align.LEFT), column(language, "name", 2, Align.LEFT),
                column(language, "opening", 2.4, Align.RIGHT), column(language, "debit", 2.4, Align.RIGHT),
                column(language, "credit", 2.4, Align.RIGHT),
                column(language, "balance", 2.4, Align.RIGHT), column(language, "later", 2.4, Align.RIGHT),
                column(language, "currency", 1.2, Align.LEFT)), rows));
        return finished("statement", closing, blocks, language);
    }

    byte[] handOverPaper(UnitScope scope, Closing closing, Locale language) {
        List<Block> blocks = head(closing, language, "hand-over");
        for (Part part : queries.parts(scope, closing.id(), language)) {
            blocks.add(new Block.Space(8));
            blocks.add(Block.heading(part.no() + ". " + part.name()));
            if (!part.verified()) {
                blocks.add(new Block.Text(Messages.text(language, "closing-paper.unverified"), Type.SLANTED.size(9), Align.LEFT, 0));
            }
            List<List<String>> rows = rows(scope, closing, part, language);
            blocks.add(rows.isEmpty() ? Block.text(Messages.text(language, "closing-paper.none")) : new Block.Table(List.of(
                    column(language, "what", 3, Align.LEFT), column(language, "ref", 3, Align.LEFT),
                    column(language, "quantity", 1, Align.RIGHT),
                    column(language, "amount", 2, Align.RIGHT)), rows));
            if (part.items() > rows.size()) {
                NumberFormat count = NumberFormat.getIntegerInstance(language);
                blocks.add(Block.text(Messages.text(language, "closing-paper.more", count.format(part.items() - rows.size()), count.format(part.items()))));
            }
        }
        return finished("hand-over", closing, blocks, language);
    }

    /** What still stands in a part; no more than a paper can hold. */
    private List<List<String>> rows(UnitScope scope, Closing closing, Part part, Locale language) {
        List<List<String>> rows = new ArrayList<>();
        PageRequest page = new PageRequest();
        page.limit = AT_ONCE;
        do {
            Page<Item> items = queries.items(scope, closing.id(), part.code(), language, page);
            items.items().stream().filter(item -> item.withdrawnAt() == null).limit(MOST_ON_PAPER - rows.size()).map(item -> List.of(item.title(),
                    text(item.ref()) + (item.ref() != null && item.note() != null ? " " : "") + text(item.note()),
                    item.quantity() == null ? "" : NumberFormat.getIntegerInstance(language).format(item.quantity()),
                    item.amount() == null ? "" : number(item.amount(), language) + " " + item.amount().currency())).forEach(rows::add);
            page.cursor = items.next();
        } while (page.cursor != null && rows.size() < MOST_ON_PAPER);
        return rows;
    }

    private List<Block> head(Closing closing, Locale language, String what) {
        List<Block> blocks = new ArrayList<>();
        if (language.getLanguage().equals("vi")) {
            blocks.add(Block.motto(List.of(new Block.Line(closing.unitName(), Type.STRONG, true))));
            blocks.add(new Block.Space(10));
        }
        blocks.add(Block.title(Messages.text(language, "closing-paper." + what)));
        blocks.add(Block.centred(closing.unitName() + " (" + closing.unitCode() + ")", Type.BODY));
        blocks.add(Block.centred(Messages.text(language, "closing-paper.as-of", DAY.format(closing.cutOff())), Type.SLANTED));
        blocks.add(new Block.Space(10));
        return blocks;
    }

    private byte[] finished(String what, Closing closing, List<Block> blocks, Locale language) {
        blocks.add(new Block.Space(16));
        blocks.add(new Block.Pair(List.of(new Block.Line(Messages.text(language, "closing-paper.giver"), Type.STRONG, false)),
                List.of(new Block.Line(Messages.text(language, "closing-paper.taker"), Type.STRONG, false))));
        return new Paper(Messages.text(language, "closing-paper." + what) + " " + closing.unitCode(), language, clock.instant(), blocks)
                .pdf();
    }

    private static Column column(Locale language, String name, double share, Align align) {
        return new Column(Messages.text(language, "closing-column." + name), share, align);
    }

    private static Object[] titles(Locale language, String... names) {
        return List.of(names).stream().map(name -> Messages.text(language, "closing-column." + name)).toArray();
    }

    private static String number(Money money, Locale language) {
        return AmountText.figures(money, language);
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }

    private interface Rows {
        void to(SheetWriter sheet) throws IOException;
    }

    private static byte[] written(String type, String name, Rows rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.of(type, out, name)) {
            rows.to(sheet);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}
