package org.doanket.servicemap.tile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One layer of a tile as Mapbox Vector Tile 2.1 writes it: three messages of protobuf, so few that no library is asked in for them. */
final class TileLayer {

    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;
    private static final int POINT = 1;
    private static final int POLYGON = 3;

    private final String name;
    private final List<byte[]> features = new ArrayList<>();
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<Object, Integer> values = new LinkedHashMap<>();

    TileLayer(String name) {
        this.name = name;
    }

    boolean isEmpty() {
        return features.isEmpty();
    }

    /** @param properties texts and whole numbers; those that are null are left out */
    void point(int column, int row, Map<String, Object> properties) {
        ByteArrayOutputStream geometry = new ByteArrayOutputStream();
        varint(geometry, MOVE_TO | 1 << 3);
        varint(geometry, zigzag(column));
        varint(geometry, zigzag(row));
        feature(POINT, geometry.toByteArray(), properties);
    }

    /**
     * @param polygons each a list of rings of column and row in turn, the first repeated as the last; the outer ring first and, seen with rows
     *                 growing to the south, clockwise, holes the other way (4.3.4.4)
     */
    void polygons(List<List<int[]>> polygons, Map<String, Object> properties) {
        ByteArrayOutputStream geometry = new ByteArrayOutputStream();
        int column = 0;
        int row = 0;
        for (List<int[]> rings : polygons) {
            for (int[] ring : rings) {
                int corners = ring.length / 2 - 1;
                for (int i = 0; i < corners; i++) {
                    if (i < 2) {
                        varint(geometry, i == 0 ? MOVE_TO | 1 << 3 : LINE_TO | corners - 1 << 3);
                    }
                    varint(geometry, zigzag(ring[2 * i] - column));
                    varint(geometry, zigzag(ring[2 * i + 1] - row));
                    column = ring[2 * i];
                    row = ring[2 * i + 1];
                }
                varint(geometry, CLOSE_PATH | 1 << 3);
            }
        }
        if (geometry.size() > 0) {
            feature(POLYGON, geometry.toByteArray(), properties);
        }
    }

    private void feature(int type, byte[] geometry, Map<String, Object> properties) {
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        properties.forEach((key, value) -> {
            if (value != null) {
                varint(tags, keys.computeIfAbsent(key, each -> keys.size()));
                varint(tags, values.computeIfAbsent(value, each -> values.size()));
            }
        });
        ByteArrayOutputStream feature = new ByteArrayOutputStream();
        bytes(feature, 2, tags.toByteArray());
        varint(feature, 3 << 3);
        varint(feature, type);
        bytes(feature, 4, geometry);
        features.add(feature.toByteArray());
    }

    /** Layers one behind the other make a tile. */
    byte[] toBytes() {
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        bytes(layer, 1, name.getBytes(StandardCharsets.UTF_8));
        features.forEach(feature -> bytes(layer, 2, feature));
        keys.keySet().forEach(key -> bytes(layer, 3, key.getBytes(StandardCharsets.UTF_8)));
        values.keySet().forEach(value -> {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            if (value instanceof Number number) {
                varint(written, 4 << 3);
                varint(written, number.longValue());
            } else {
                bytes(written, 1, value.toString().getBytes(StandardCharsets.UTF_8));
            }
            bytes(layer, 4, written.toByteArray());
        });
        varint(layer, 5 << 3);
        varint(layer, Tile.EXTENT);
        varint(layer, 15 << 3);
        varint(layer, 2);
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        bytes(tile, 3, layer.toByteArray());
        return tile.toByteArray();
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
        varint(out, field << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long zigzag(int value) {
        return (value << 1 ^ value >> 31) & 0xffffffffL;
    }
}
