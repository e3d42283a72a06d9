package org.doanket.membership.founding;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Type;

/** How papers of a jurisdiction put it, in one language: its own words where it has them. */
record Wording(String jurisdiction, Locale language) {

    private static final String PREFIX = "founding.paper.";

    /** @param asked the header, if the client sent one: else papers are in the language of those who get them */
    static Wording of(String jurisdiction, String asked) {
        boolean isOpen = asked == null || asked.isBlank() || asked.strip().equals("*");
        return new Wording(jurisdiction, isOpen && jurisdiction.equals("cn") ? Locale.CHINESE : Language.negotiate(asked));
    }

    String text(String key, Object... args) {
        String own = PREFIX + jurisdiction + "." + key;
        return Messages.text(language, Messages.has(language, own) ? own : PREFIX + key, args);
    }

    String day(LocalDate day) {
        return day == null ? "" : DateTimeFormatter.ofPattern(text("day"), language).format(day);
    }

    /** For the columns of a table. */
    String shortDay(LocalDate day) {
        return day == null ? "" : DateTimeFormatter.ofPattern(text("short-day"), language).format(day);
    }

    boolean isVietnamese() {
        return jurisdiction.equals("vn");
    }

    /** What stands above the title: in Vietnam who writes, the motto and the day; a Chinese paper has its writer and day at its end. */
    List<Block> head(String above, String writer, LocalDate day) {
        return isVietnamese() ? List.of(Block.motto(List.of(new Block.Line(above, Type.BODY, false), new Block.Line(writer, Type.STRONG, true))),
                Block.right(text("dated", day(day)), Type.SLANTED), new Block.Space(10)) : List.of(new Block.Space(10));
    }

    /** @param names of those who sign, under their roles */
    List<Block> foot(String writer, LocalDate day, String leftRole, String left, String rightRole, String right) {
        Block signatures = new Block.Pair(signature(leftRole, left), signature(rightRole, right));
        return isVietnamese() ? List.of(new Block.Space(10), signatures)
                : List.of(new Block.Space(10), signatures, Block.right(writer, Type.BODY), Block.right(day(day), Type.BODY));
    }

    private List<Block.Line> signature(String role, String name) {
        return role == null ? List.of() : List.of(new Block.Line(role, Type.STRONG, false), new Block.Line(text("sign"), Type.SLANTED.size(11), false),
                new Block.Line("", Type.BODY, false), new Block.Line("", Type.BODY, false), new Block.Line("", Type.BODY, false),
                new Block.Line(name, Type.STRONG, false));
    }
}
