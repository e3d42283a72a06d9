package org.doanket.platform.paper;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A TrueType file cut down to what drawing needs: its outlines, their widths, and one table of characters. What a parser makes of the rest
 * (tables for vertical writing, for ligatures, for older systems) would take more memory than the outlines.
 */
final class Outlines {

    private static final List<String> NEEDED = List.of("OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp",
            "prep");
    /** Platform and encoding, the most complete first: all of Unicode, then its first plane. */
    private static final List<Integer> CHARACTER_TABLES = List.of(0x0003_000A, 0x0000_0006, 0x0000_0004, 0x0003_0001, 0x0000_0003);
    private static final int HEADER = 12;
    private static final int RECORD = 16;
    private static final int CMAP_HEADER = 4;
    private static final int CMAP_RECORD = 8;

    private record Table(String tag, int offset, int length) {
    }

    private Outlines() {
    }

    static byte[] of(byte[] file) {
        ByteBuffer from = ByteBuffer.wrap(file);
        List<Table> tables = tables(from);
        ByteBuffer to = ByteBuffer.allocate(HEADER + tables.size() * RECORD + tables.stream().mapToInt(table -> padded(table.length())).sum());
        to.putInt(from.getInt(0)).putShort((short) tables.size()).position(HEADER);
        int at = HEADER + tables.size() * RECORD;
        for (Table table : tables) {
            to.put(table.tag().getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(0).putInt(at).putInt(table.length());
            to.put(at, file, table.offset(), table.length());
            if (table.tag().equals("cmap")) {
                keepOneCharacterTable(to.slice(at, table.length()));
            }
            at += padded(table.length());
        }
        return to.array();
    }

    private static List<Table> tables(ByteBuffer file) {
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < file.getShort(4); i++) {
            int record = HEADER + i * RECORD;
            byte[] tag = new byte[4];
            file.get(record, tag);
            Table table = new Table(new String(tag, java.nio.charset.StandardCharsets.US_ASCII), file.getInt(record + 8), file.getInt(record + 12));
            if (NEEDED.contains(table.tag())) {
                tables.add(table);
            }
        }
        return tables;
    }

    /** The others stay where they are, but nothing points to them any more. */
    private static void keepOneCharacterTable(ByteBuffer cmap) {
        int best = CHARACTER_TABLES.size();
        int offset = 0;
        for (int i = 0; i < cmap.getShort(2); i++) {
            int record = CMAP_HEADER + i * CMAP_RECORD;
            int rank = CHARACTER_TABLES.indexOf(cmap.getInt(record));
            if (rank >= 0 && rank < best) {
                best = rank;
                offset = cmap.getInt(record + 4);
            }
        }
        if (best == CHARACTER_TABLES.size()) {
            throw new IllegalArgumentException("the font has no table of Unicode characters");
        }
        cmap.putShort(2, (short) 1).putInt(CMAP_HEADER, CHARACTER_TABLES.get(best)).putInt(CMAP_HEADER + 4, offset);
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }
}
