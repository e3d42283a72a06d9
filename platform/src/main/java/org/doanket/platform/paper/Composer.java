package org.doanket.platform.paper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sets blocks on A4 pages, from top to bottom, and numbers the pages at the end. */
final class Composer {

    private static final double WIDTH = 595.28;
    private static final double HEIGHT = 841.89;
    private static final double LEFT = 71;
    private static final double RIGHT = 51;
    private static final double TOP = 57;
    private static final double BOTTOM = 62;
    private static final double ACROSS = WIDTH - LEFT - RIGHT;
    private static final double LEADING = 1.35;
    /** Of a line, above its baseline. */
    private static final double ASCENT = 1.0;
    private static final double PADDING = 4;
    private static final double RULE = 0.6;
    private static final int HEAD_COLOUR = 0xEEEEEE;
    private static final Type CELL = Type.SMALL;
    private static final Type HEAD = Type.STRONG.size(10);

    private final PdfDocument document;
    private PdfPage page;
    private double y;

    Composer(PdfDocument document) {
        this.document = document;
        turn();
    }

    void set(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block instanceof Block.Text text) {
                text(text, pairAfter(blocks, i));
            } else if (block instanceof Block.Pair pair) {
                pair(pair);
            } else if (block instanceof Block.Table table) {
                table(table, pairAfter(blocks, i));
            } else if (block instanceof Block.Code code) {
                room(code.side());
                page.code(code.qr(), LEFT + (ACROSS - code.side()) / 2, y, code.side());
                y += code.side();
            } else if (block instanceof Block.Space space) {
                y += space.height();
            } else {
                turn();
            }
        }
        number();
    }

    /** How high the pair is that follows: signatures are not left alone on a page, something of what is signed stays with them. */
    private double pairAfter(List<Block> blocks, int i) {
        double height = 0;
        for (Block next : blocks.subList(i + 1, blocks.size())) {
            if (next instanceof Block.Space space) {
                height += space.height();
            } else if (next instanceof Block.Pair pair) {
                return height + Math.max(height(broken(pair.left(), ACROSS / 2)), height(broken(pair.right(), ACROSS / 2)));
            } else {
                return 0;
            }
        }
        return 0;
    }

    /** @param below that has to go on the page of its end */
    private void text(Block.Text text, double below) {
        double height = text.type().size() * LEADING;
        List<String> lines = lines(text.text(), text.type(), ACROSS - text.indent(), ACROSS);
        for (int i = 0; i < lines.size(); i++) {
            // No heading at the foot of a page, nor the first line of more alone; nor the last one alone at the head of the next.
            boolean staysWithNext = i == 0 && lines.size() > 1 || i == lines.size() - 2 && i > 0;
            boolean isEnd = i >= lines.size() - 2;
            room((text.type().bold() ? 3 * height : staysWithNext ? 2 * height : height) + (isEnd ? height + below : 0));
            double indent = i == 0 ? text.indent() : 0;
            put(lines.get(i), text.type(), text.align(), LEFT + indent, ACROSS - indent);
            y += height;
        }
        y += text.type().size() * 0.35;
    }

    private void pair(Block.Pair pair) {
        double column = ACROSS / 2;
        List<Block.Line> left = broken(pair.left(), column);
        List<Block.Line> right = broken(pair.right(), column);
        room(Math.max(height(left), height(right)));
        double top = y;
        column(left, LEFT, column);
        double below = y;
        y = top;
        column(right, LEFT + column, column);
        y = Math.max(below, y) + PADDING;
    }

    private List<Block.Line> broken(List<Block.Line> lines, double width) {
        List<Block.Line> broken = new ArrayList<>();
        for (Block.Line line : lines) {
            List<String> texts = lines(line.text(), line.type(), width - PADDING, width - PADDING);
            for (int i = 0; i < texts.size(); i++) {
                broken.add(new Block.Line(texts.get(i), line.type(), line.ruled() && i == texts.size() - 1));
            }
        }
        return broken;
    }

    private static double height(List<Block.Line> lines) {
        return lines.stream().mapToDouble(line -> line.type().size() * LEADING).sum();
    }

    private void column(List<Block.Line> lines, double x, double width) {
        for (Block.Line line : lines) {
            put(line.text(), line.type(), Block.Align.CENTRE, x, width);
            y += line.type().size() * LEADING;
            if (line.ruled()) {
                double half = Math.min(width, document.width(line.text(), line.type())) / 2;
                page.line(x + width / 2 - half, y, x + width / 2 + half, y, RULE);
            }
        }
    }

    private void table(Block.Table table, double below) {
        double shares = table.columns().stream().mapToDouble(Block.Column::share).sum();
        double[] widths = table.columns().stream().mapToDouble(column -> ACROSS * column.share() / shares).toArray();
        List<List<String>> head = cells(table.columns().stream().map(Block.Column::title).toList(), HEAD, widths);
        double headHeight = height(head, HEAD);
        boolean isHeadDue = true;
        for (int i = 0; i < table.rows().size(); i++) {
            List<List<String>> cells = cells(table.rows().get(i), CELL, widths);
            double after = i == table.rows().size() - 1 ? below + 2 * PADDING : 0;
            while (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                double whole = height(cells, CELL) + after;
                double least = Math.min(whole, HEIGHT - TOP - BOTTOM - headHeight);
                if (y + (isHeadDue ? headHeight : 0) + least > HEIGHT - BOTTOM) {
                    turn();
                    isHeadDue = true;
                }
                if (isHeadDue) {
                    page.fill(LEFT, y, ACROSS, headHeight, HEAD_COLOUR);
                    row(head, HEAD, widths, table.columns().stream().map(column -> Block.Align.CENTRE).toList());
                    isHeadDue = false;
                }
                int fit = (int) ((HEIGHT - BOTTOM - y - 2 * PADDING) / (CELL.size() * LEADING));
                row(cells.stream().map(cell -> cell.subList(0, Math.min(fit, cell.size()))).toList(), CELL, widths,
                        table.columns().stream().map(Block.Column::align).toList());
                cells = cells.stream().map(cell -> cell.subList(Math.min(fit, cell.size()), cell.size())).toList();
            }
        }
        y += PADDING * 2;
    }

    private List<List<String>> cells(List<String> row, Type type, double[] widths) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            double width = widths[i] - 2 * PADDING;
            cells.add(lines(row.get(i) == null ? "" : row.get(i), type, width, width));
        }
        return cells;
    }

    private static double height(List<List<String>> cells, Type type) {
        return cells.stream().mapToInt(List::size).max().orElse(0) * type.size() * LEADING + 2 * PADDING;
    }

    private void row(List<List<String>> cells, Type type, double[] widths, List<Block.Align> aligns) {
        double top = y;
        double bottom = top + height(cells, type);
        double x = LEFT;
        page.line(LEFT, top, LEFT + ACROSS, top, RULE);
        for (int i = 0; i < widths.length; i++) {
            y = top + PADDING;
            for (String line : cells.get(i)) {
                put(line, type, aligns.get(i), x + PADDING, widths[i] - 2 * PADDING);
                y += type.size() * LEADING;
            }
            page.line(x, top, x, bottom, RULE);
            x += widths[i];
        }
        page.line(x, top, x, bottom, RULE);
        page.line(LEFT, bottom, LEFT + ACROSS, bottom, RULE);
        y = bottom;
    }

    private void put(String line, Type type, Block.Align align, double x, double width) {
        double spare = align == Block.Align.LEFT ? 0 : width - document.width(line, type);
        page.text(x + (align == Block.Align.CENTRE ? spare / 2 : spare), y + type.size() * ASCENT, type, line);
    }

    private List<String> lines(String text, Type type, double first, double width) {
        return Lines.of(text, document.language(), first, width, each -> document.width(each, type));
    }

    private void room(double height) {
        if (y + height > HEIGHT - BOTTOM) {
            turn();
        }
    }

    private void turn() {
        page = document.page(WIDTH, HEIGHT);
        y = TOP;
    }

    private void number() {
        List<PdfPage> pages = Collections.unmodifiableList(document.pages());
        for (int i = 0; i < pages.size(); i++) {
            String number = i + 1 + "/" + pages.size();
            pages.get(i).text(LEFT + (ACROSS - document.width(number, CELL)) / 2, HEIGHT - BOTTOM / 2, CELL, number);
        }
    }
}
