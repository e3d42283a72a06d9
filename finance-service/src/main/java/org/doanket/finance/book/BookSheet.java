package org.doanket.finance.book;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.doanket.finance.AmountText;
import org.doanket.finance.book.BookView.Book;
import org.doanket.finance.book.BookView.Line;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Block.Align;
import org.doanket.platform.paper.Block.Column;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;

/** A book as a sheet, written as its lines come, and as a paper to be signed. */
@ApplicationScoped
class BookSheet {

    /** Lines of a paper, which is put together in memory: a month or a quarter. More go on a sheet. */
    static final int LONGEST_PAPER = 5_000;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final BookQueries queries;
    private final Clock clock;

    BookSheet(BookQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    void write(UnitScope scope, Book book, String type, Locale language, OutputStream out) throws IOException {
        try (SheetWriter sheet = SheetWriter.of(type, out, book.form())) {
            sheet.row(title(book, language), book.unitName(), book.parentName(), account(book, language), book.from(), book.to(), book.currency());
            sheet.row(Stream.of("day", "document", "document-day", "note", "against", "in", "out", "balance", "entry")
                    .map(column -> (Object) Messages.text(language, "book.column." + column)).toArray());
            sheet.row(null, null, null, Messages.text(language, "book.opening"), null, null, null, book.opening().amount(), null);
            queries.each(scope, book, line -> sheet.row(line.day(), line.document(), line.documentDay(), what(line, language),
                    String.join(", ", line.against()), amount(line.in()), amount(line.out()), line.balance().amount(), line.entry().toString()));
            sheet.row(null, null, null, Messages.text(language, "book.closing"), null, book.in().amount(), book.out().amount(), book.closing().amount(),
                    null);
        }
    }

    byte[] paper(UnitScope scope, Book book, Locale language) {
        if (book.lines() > LONGEST_PAPER) {
            throw new Problem(422, "book-too-long", book.lines(), LONGEST_PAPER);
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.head(Block.issuer(book.parentName(), book.unitName()), book.jurisdiction(), language));
        blocks.add(new Block.Space(12));
        blocks.add(Block.title(title(book, language)));
        if (book.bankAccount() != null) {
            blocks.add(Block.centred(account(book, language), Type.BODY));
        }
        blocks.add(Block.centred(Messages.text(language, "book.time", DAY.format(book.from()), DAY.format(book.to()), book.currency()), Type.SLANTED));
        blocks.add(new Block.Space(8));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "", Messages.text(language, "book.opening"), "", "", figures(book.opening(), language)));
        try {
            queries.each(scope, book, line -> rows.add(List.of(DAY.format(line.day()), document(line), what(line, language), figures(line.in(), language),
                    figures(line.out(), language), figures(line.balance(), language))));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        rows.add(List.of("", "", Messages.text(language, "book.closing"), figures(book.in(), language), figures(book.out(), language),
                figures(book.closing(), language)));
        blocks.add(new Block.Table(List.of(column(language, "day", 1.7, Align.LEFT), column(language, "document", 2, Align.LEFT),
                column(language, "note", 3.2, Align.LEFT), column(language, "in", 2.2, Align.RIGHT), column(language, "out", 2.2, Align.RIGHT),
                column(language, "balance", 2.4, Align.RIGHT)), rows));
        blocks.add(new Block.Space(6));
        blocks.add(new Block.Text(Messages.text(language, "book.unverified"), Type.SLANTED.size(9), Align.LEFT, 0));
        blocks.add(new Block.Space(14));
        blocks.add(new Block.Pair(List.of(new Block.Line(Messages.text(language, "report.made-by"), Type.STRONG, false)),
                List.of(new Block.Line(Messages.text(language, "report.head"), Type.STRONG, false))));
        return new Paper(title(book, language), language, clock.instant(), blocks).pdf();
    }

    private static Column column(Locale language, String name, double share, Align align) {
        return new Column(Messages.text(language, "book.column." + name), share, align);
    }

    private static String title(Book book, Locale language) {
        return Messages.text(language, "book.title." + book.form());
    }

    private static String account(Book book, Locale language) {
        return book.bankAccount() == null ? null : Messages.text(language, "book.account", book.bankAccount().account(), book.bankAccount().bankBin(),
                book.bankAccount().holder());
    }

    /** What was said of it, else what kind of thing it is. */
    private static String what(Line line, Locale language) {
        String key = "book.kind." + line.kind();
        return line.note() != null && !line.note().isBlank() ? line.note() : Messages.has(language, key) ? Messages.text(language, key) : line.kind();
    }

    private static String document(Line line) {
        return line.document() == null ? "" : line.document() + (line.documentDay() == null ? "" : " (" + DAY.format(line.documentDay()) + ")");
    }

    private static Long amount(Money money) {
        return money == null ? null : money.amount();
    }

    private static String figures(Money money, Locale language) {
        return money == null ? "" : AmountText.figures(money, language);
    }
}
