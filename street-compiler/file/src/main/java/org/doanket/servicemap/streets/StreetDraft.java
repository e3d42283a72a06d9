package org.doanket.servicemap.streets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import org.doanket.servicemap.streets.StreetFile.ModeSection;
import org.doanket.servicemap.streets.StreetFile.Section;

/** Streets being put together: nodes, then edges between them; {@link #write} makes the file. */
public final class StreetDraft {

    private static final int MODES = ModeView.values().length;

    private final IntList latitudes = new IntList(1_024);
    private final IntList longitudes = new IntList(1_024);
    private final IntList from = new IntList(1_024);
    private final IntList to = new IntList(1_024);
    private final IntList lengths = new IntList(1_024);
    private final IntList flags = new IntList(1_024);
    private final IntList shapeOffsets = new IntList(1_024);
    private final IntList shapeLatitudes = new IntList(1_024);
    private final IntList shapeLongitudes = new IntList(1_024);
    private final IntList[] forward = new IntList[MODES];
    private final IntList[] back = new IntList[MODES];

    public StreetDraft() {
        Arrays.setAll(forward, mode -> new IntList(1_024));
        Arrays.setAll(back, mode -> new IntList(1_024));
    }

    /** @return its number */
    public int node(double latitude, double longitude) {
        latitudes.add(units(latitude));
        longitudes.add(units(longitude));
        return latitudes.size() - 1;
    }

    /**
     * @param forwardKmh   speed of each mode from the first node to the second, 0 where that is closed
     * @param backKmh      the other way
     * @param shape        latitude and longitude in turn of the points between the two nodes
     * @param flags        of {@link StreetFile}, added up
     * @return its number
     */
    public int edge(int fromNode, int toNode, double metres, double[] forwardKmh, double[] backKmh, int flags, double... shape) {
        from.add(fromNode);
        to.add(toNode);
        lengths.add((int) Math.round(metres * 10));
        this.flags.add(flags);
        shapeOffsets.add(shapeLatitudes.size());
        for (int i = 0; i < shape.length; i += 2) {
            shapeLatitudes.add(units(shape[i]));
            shapeLongitudes.add(units(shape[i + 1]));
        }
        for (int mode = 0; mode < MODES; mode++) {
            forward[mode].add(millis(metres, forwardKmh[mode]));
            back[mode].add(millis(metres, backKmh[mode]));
        }
        return from.size() - 1;
    }

    public int edge(int fromNode, int toNode, double metres, double[] forwardKmh, double[] backKmh, boolean isResidential, double... shape) {
        return edge(fromNode, toNode, metres, forwardKmh, backKmh, isResidential ? StreetFile.RESIDENTIAL : 0, shape);
    }

    public int nodes() {
        return latitudes.size();
    }

    public int edges() {
        return from.size();
    }

    /** At least one millisecond, so that no street takes no time. */
    private static int millis(double metres, double kmh) {
        return kmh <= 0 ? StreetFile.CLOSED : (int) Math.max(1, Math.round(metres * 3_600 / kmh));
    }

    private static int units(double degrees) {
        return (int) Math.round(degrees * StreetFile.UNITS_PER_DEGREE);
    }

    /**
     * Beside the file first and then moved over it, so that whoever looks finds the old or the new one and nothing between.
     *
     * @param date of the data, or null
     */
    public void write(Path path, String source, String attribution, String rules, Instant date) throws IOException {
        if (nodes() == 0 || edges() == 0) {
            throw new IOException("no streets in it");
        }
        int[][] sections = new int[StreetFile.sectionCount()][];
        double[] bounds = bounds();
        GridView grid = GridView.around(bounds[0], bounds[1], bounds[2], bounds[3]);
        fill(sections, grid);
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(StreetFile.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            header.putLong(StreetFile.MAGIC).putInt(StreetFile.VERSION).putInt(0).position(StreetFile.HASH_AT + 32);
            header.putInt(grid.row()).putInt(grid.column()).putInt(grid.rows()).putInt(grid.columns());
            for (double bound : bounds) {
                header.putDouble(bound);
            }
            header.putLong(date == null ? 0 : date.getEpochSecond());
            long at = StreetFile.HEADER_BYTES;
            for (int[] section : sections) {
                header.putLong(at).putLong(section.length * 4L);
                at += section.length * 4L;
            }
            for (String text : new String[] {source, attribution, rules}) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                header.putInt(bytes.length).put(bytes);
            }
            all(channel, header.clear(), 0);
            channel.position(StreetFile.HEADER_BYTES);
            for (int[] section : sections) {
                put(channel, section);
            }
            all(channel, ByteBuffer.wrap(StreetFile.hashOf(channel)), StreetFile.HASH_AT);
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private double[] bounds() {
        int[] lats = latitudes.toArray();
        int[] lons = longitudes.toArray();
        return new double[] {Arrays.stream(lons).min().getAsInt() / StreetFile.UNITS_PER_DEGREE,
            Arrays.stream(lats).min().getAsInt() / StreetFile.UNITS_PER_DEGREE,
            Arrays.stream(lons).max().getAsInt() / StreetFile.UNITS_PER_DEGREE,
            Arrays.stream(lats).max().getAsInt() / StreetFile.UNITS_PER_DEGREE};
    }

    private void fill(int[][] sections, GridView grid) {
        shapeOffsets.add(shapeLatitudes.size());
        IntList[] shared = {latitudes, longitudes, from, to, lengths, flags, shapeOffsets, shapeLatitudes, shapeLongitudes};
        for (int i = 0; i < shared.length; i++) {
            sections[i] = shared[i].toArray();
        }
        EdgeLines lines = new EdgeLines(sections);
        int[][] squares = lines.squares(grid);
        sections[Section.SNAP_OFFSET.ordinal()] = squares[0];
        sections[Section.SNAP_EDGE.ordinal()] = squares[1];
        for (ModeView mode : ModeView.values()) {
            int[] there = forward[mode.ordinal()].toArray();
            int[] backAgain = back[mode.ordinal()].toArray();
            arcs(sections, mode, ModeSection.OUT_OFFSET, there, backAgain);
            arcs(sections, mode, ModeSection.IN_OFFSET, backAgain, there);
            sections[StreetFile.index(mode, ModeSection.EDGE_FORWARD)] = there;
            sections[StreetFile.index(mode, ModeSection.EDGE_BACK)] = backAgain;
            int[][] ties = new CellTies(lines, grid).of(there, backAgain);
            for (int i = 0; i < ties.length; i++) {
                sections[StreetFile.index(mode, ModeSection.TIE_OFFSET) + i] = ties[i];
            }
        }
    }

    /** By their node, in the order of edges: offset, target, time, edge. */
    private void arcs(int[][] sections, ModeView mode, ModeSection first, int[] fromFirst, int[] fromSecond) {
        int[] offset = new int[nodes() + 1];
        for (int edge = 0; edge < edges(); edge++) {
            offset[from.get(edge) + 1] += fromFirst[edge] == StreetFile.CLOSED ? 0 : 1;
            offset[to.get(edge) + 1] += fromSecond[edge] == StreetFile.CLOSED ? 0 : 1;
        }
        for (int node = 0; node < nodes(); node++) {
            offset[node + 1] += offset[node];
        }
        int count = offset[nodes()];
        int[] next = offset.clone();
        int[][] columns = {offset, new int[count], new int[count], new int[count]};
        for (int edge = 0; edge < edges(); edge++) {
            arc(columns, next, from.get(edge), to.get(edge), fromFirst[edge], edge);
            arc(columns, next, to.get(edge), from.get(edge), fromSecond[edge], edge);
        }
        for (int i = 0; i < columns.length; i++) {
            sections[StreetFile.index(mode, first) + i] = columns[i];
        }
    }

    private static void arc(int[][] columns, int[] next, int source, int target, int time, int edge) {
        if (time != StreetFile.CLOSED) {
            int at = next[source]++;
            columns[1][at] = target;
            columns[2][at] = time;
            columns[3][at] = edge;
        }
    }

    private static void put(FileChannel channel, int[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += buffer.capacity() / 4) {
            buffer.clear();
            int count = Math.min(values.length - from, buffer.capacity() / 4);
            buffer.asIntBuffer().put(values, from, count);
            buffer.limit(count * 4);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    private static void all(FileChannel channel, ByteBuffer buffer, long at) throws IOException {
        long position = at;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }
}
