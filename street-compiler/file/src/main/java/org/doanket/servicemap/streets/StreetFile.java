package org.doanket.servicemap.streets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Streets as a search needs them, mapped from a file that {@link StreetDraft} wrote. Immutable; let go of with the last
 * reference. Places are in ten-millionths of a degree, lengths in decimetres, times in milliseconds.
 * Why it looks as it does: {@code docs/decisions/streets.md}.
 */
public final class StreetFile {

    static final long MAGIC = 0x444b_5354_5245_4554L;  // DKSTREET
    static final int VERSION = 1;
    static final int HEADER_BYTES = 4_096;
    static final int HASH_AT = 16;
    /** In place of a time: closed to this mode in this direction. */
    public static final int CLOSED = Integer.MAX_VALUE;
    /** Of an edge: people live along it. */
    public static final int RESIDENTIAL = 1;
    /** Of an edge: steps, or otherwise nothing for wheels; known where the rules of the file say so. */
    public static final int STEPS = 2;
    public static final double UNITS_PER_DEGREE = 1e7;
    /** How many cells one square of the index of edges has in each direction: some 250 m. */
    static final int SNAP_CELLS = 8;

    /** What the file is a list of: first what all modes share, then the parts of each mode. */
    enum Section {
        LATITUDE, LONGITUDE, EDGE_FROM, EDGE_TO, EDGE_LENGTH, EDGE_FLAGS, SHAPE_OFFSET, SHAPE_LATITUDE, SHAPE_LONGITUDE,
        SNAP_OFFSET, SNAP_EDGE
    }

    enum ModeSection {
        OUT_OFFSET, OUT_TARGET, OUT_TIME, OUT_EDGE, IN_OFFSET, IN_TARGET, IN_TIME, IN_EDGE, EDGE_FORWARD, EDGE_BACK,
        TIE_OFFSET, TIE_CELL, TIE_PLACE
    }

    /** The arcs that leave each node in one direction of search: of node n those from offset n to offset n + 1. */
    public record Arcs(IntBuffer offset, IntBuffer target, IntBuffer time, IntBuffer edge) {
    }

    /**
     * The cells tied to each edge.
     *
     * @param place upper 16 bits: how far along the edge, in 65,535ths; lower 16: time from the street to the cell's middle
     *              in tenths of a second
     */
    public record Ties(IntBuffer offset, IntBuffer cell, IntBuffer place) {
    }

    /** @param date of the extract, or null if it did not say */
    public record Meta(String source, String attribution, String rules, Instant date, double west, double south, double east,
            double north) {

        /** Begins the name of the rules by which {@link #STEPS} were told. */
        public static final String STEPS_RULES = "steps/";

        /** Files of before say of no street that it is steps, which is not the same as that there are none. */
        public boolean knowsSteps() {
            return rules.contains(STEPS_RULES);
        }
    }

    private final IntBuffer[] sections;
    private final Meta meta;
    private final GridView grid;
    private final String hash;
    private final Arcs[] out = new Arcs[ModeView.values().length];
    private final Arcs[] in = new Arcs[ModeView.values().length];
    private final Ties[] ties = new Ties[ModeView.values().length];

    private StreetFile(IntBuffer[] sections, Meta meta, GridView grid, String hash) {
        this.sections = sections;
        this.meta = meta;
        this.grid = grid;
        this.hash = hash;
        for (ModeView mode : ModeView.values()) {
            out[mode.ordinal()] = new Arcs(part(mode, ModeSection.OUT_OFFSET), part(mode, ModeSection.OUT_TARGET),
                    part(mode, ModeSection.OUT_TIME), part(mode, ModeSection.OUT_EDGE));
            in[mode.ordinal()] = new Arcs(part(mode, ModeSection.IN_OFFSET), part(mode, ModeSection.IN_TARGET),
                    part(mode, ModeSection.IN_TIME), part(mode, ModeSection.IN_EDGE));
            ties[mode.ordinal()] = new Ties(part(mode, ModeSection.TIE_OFFSET), part(mode, ModeSection.TIE_CELL),
                    part(mode, ModeSection.TIE_PLACE));
        }
    }

    /** @throws IOException if it is no such file, of another version, or not what was written (its hash differs) */
    public static StreetFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < HEADER_BYTES) {
                throw new IOException("too short for a street file");
            }
            ByteBuffer header = channel.map(FileChannel.MapMode.READ_ONLY, 0, HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            if (header.getLong() != MAGIC) {
                throw new IOException("no street file");
            }
            int version = header.getInt();
            if (version != VERSION) {
                throw new IOException("street file of version " + version + ", known is " + VERSION);
            }
            header.getInt();
            byte[] hash = new byte[32];
            header.get(hash);
            if (!Arrays.equals(hash, hashOf(channel))) {
                throw new IOException("the street file is damaged: its hash differs");
            }
            return read(channel, header, HexFormat.of().formatHex(hash));
        }
    }

    private static StreetFile read(FileChannel channel, ByteBuffer header, String hash) throws IOException {
        GridView grid = new GridView(header.getInt(), header.getInt(), header.getInt(), header.getInt());
        double west = header.getDouble();
        double south = header.getDouble();
        double east = header.getDouble();
        double north = header.getDouble();
        long seconds = header.getLong();
        IntBuffer[] sections = new IntBuffer[sectionCount()];
        for (int i = 0; i < sections.length; i++) {
            long at = header.getLong();
            long bytes = header.getLong();
            // Each mapped on its own, so that only a section and not the file is bounded by 2 GiB.
            sections[i] = channel.map(FileChannel.MapMode.READ_ONLY, at, bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        }
        String source = text(header);
        String attribution = text(header);
        String rules = text(header);
        return new StreetFile(sections, new Meta(source, attribution, rules, seconds == 0 ? null : Instant.ofEpochSecond(seconds),
                west, south, east, north), grid, hash);
    }

    static int sectionCount() {
        return Section.values().length + ModeView.values().length * ModeSection.values().length;
    }

    static int index(ModeView mode, ModeSection section) {
        return Section.values().length + mode.ordinal() * ModeSection.values().length + section.ordinal();
    }

    static byte[] hashOf(FileChannel channel) throws IOException {
        MessageDigest digest = sha256();
        long at = HASH_AT + 32;
        while (at < channel.size()) {
            long bytes = Math.min(64L << 20, channel.size() - at);
            digest.update(channel.map(FileChannel.MapMode.READ_ONLY, at, bytes));
            at += bytes;
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private static String text(ByteBuffer header) {
        byte[] bytes = new byte[header.getInt()];
        header.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private IntBuffer part(Section section) {
        return sections[section.ordinal()];
    }

    private IntBuffer part(ModeView mode, ModeSection section) {
        return sections[index(mode, section)];
    }

    public Meta meta() {
        return meta;
    }

    public GridView grid() {
        return grid;
    }

    /** SHA-256 of all behind it, in hexadecimal: two files with one hash hold the same streets. */
    public String hash() {
        return hash;
    }

    public int nodes() {
        return part(Section.LATITUDE).capacity();
    }

    public int edges() {
        return part(Section.EDGE_FROM).capacity();
    }

    public double latitude(int node) {
        return part(Section.LATITUDE).get(node) / UNITS_PER_DEGREE;
    }

    public double longitude(int node) {
        return part(Section.LONGITUDE).get(node) / UNITS_PER_DEGREE;
    }

    public int from(int edge) {
        return part(Section.EDGE_FROM).get(edge);
    }

    public int to(int edge) {
        return part(Section.EDGE_TO).get(edge);
    }

    public int decimetres(int edge) {
        return part(Section.EDGE_LENGTH).get(edge);
    }

    public boolean isResidential(int edge) {
        return (part(Section.EDGE_FLAGS).get(edge) & RESIDENTIAL) != 0;
    }

    public boolean isStepped(int edge) {
        return (part(Section.EDGE_FLAGS).get(edge) & STEPS) != 0;
    }

    /** From its first node to its last, or {@link #CLOSED}. */
    public int forwardMillis(ModeView mode, int edge) {
        return part(mode, ModeSection.EDGE_FORWARD).get(edge);
    }

    /** From its last node to its first, or {@link #CLOSED}. */
    public int backMillis(ModeView mode, int edge) {
        return part(mode, ModeSection.EDGE_BACK).get(edge);
    }

    public boolean isOpen(ModeView mode, int edge) {
        return forwardMillis(mode, edge) != CLOSED || backMillis(mode, edge) != CLOSED;
    }

    /** Where one can go on from a node. */
    public Arcs outgoing(ModeView mode) {
        return out[mode.ordinal()];
    }

    /** Whence one can come to a node: the same arcs, turned round. */
    public Arcs incoming(ModeView mode) {
        return in[mode.ordinal()];
    }

    public Ties ties(ModeView mode) {
        return ties[mode.ordinal()];
    }

    /** How many points an edge's line has, its two nodes counted. */
    public int points(int edge) {
        return part(Section.SHAPE_OFFSET).get(edge + 1) - part(Section.SHAPE_OFFSET).get(edge) + 2;
    }

    public double pointLatitude(int edge, int point) {
        if (point == 0) {
            return latitude(from(edge));
        }
        return point == points(edge) - 1 ? latitude(to(edge))
                : part(Section.SHAPE_LATITUDE).get(part(Section.SHAPE_OFFSET).get(edge) + point - 1) / UNITS_PER_DEGREE;
    }

    public double pointLongitude(int edge, int point) {
        if (point == 0) {
            return longitude(from(edge));
        }
        return point == points(edge) - 1 ? longitude(to(edge))
                : part(Section.SHAPE_LONGITUDE).get(part(Section.SHAPE_OFFSET).get(edge) + point - 1) / UNITS_PER_DEGREE;
    }

    /** The nearest place on a street that is open to the mode. @return null beyond so many metres */
    public PlaceView snap(ModeView mode, double latitude, double longitude, double mostMetres) {
        return snap(mode, false, latitude, longitude, mostMetres);
    }

    /** @param isStepFree not on steps */
    public PlaceView snap(ModeView mode, boolean isStepFree, double latitude, double longitude, double mostMetres) {
        return new Snapping(this, part(Section.SNAP_OFFSET), part(Section.SNAP_EDGE), isStepFree).nearest(mode, latitude, longitude, mostMetres);
    }
}
