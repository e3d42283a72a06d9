package org.doanket.servicemap.coverage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.doanket.platform.error.Problem;
import org.doanket.servicemap.Turns;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.NetworkView;

/**
 * The layers that are held, a few at a time. Who asks for one that another is bringing up to date waits for that and shares it; who finds it up to
 * date reads beside the others. What would be too much at once is refused and not queued: whoever asks for ever other minutes and kinds
 * gets no further than that.
 */
final class CoverageLayers {

    static final int MOST = 6;
    /** Of all layers together, two bytes each: of a whole province there is room for one or two. */
    private static final long MOST_CELLS = 60_000_000;
    private static final int MOST_ON_ONE = 32;
    private static final int MOST_COUNTING = 2;
    private static final int PATIENCE_SECONDS = 5;
    /** Of sites that change with each question: up to date for nobody else. */
    static final long NONE = -1;

    private final Map<Key, Held> layers = new LinkedHashMap<>(16, 0.75f, true);
    private final Turns counting = new Turns(MOST_COUNTING, PATIENCE_SECONDS);

    /** Another file of the same part of the world takes the place of the one before. */
    private record Key(GridView grid, String layer) {
    }

    private static final class Held {

        private final CoverageLayer layer;
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        /** Changed under the write lock. */
        private long version = NONE;
        private CoverageQueries.Sites sites;
        private short[] counts;
        /** Changed while the map is held. */
        private int users;

        Held(CoverageLayer layer) {
            this.layer = layer;
        }
    }

    /**
     * @param version of the points of now, read before they are looked at; {@link #NONE} where others are asked about
     * @param sites   found only where the layer is not of that version
     * @throws Problem 503 where all layers are in use by others, or too many are waiting
     */
    <T> T use(NetworkView network, CoverageCommand question, long version, Supplier<CoverageQueries.Sites> sites, CoverageQueries.Counted<T> use) {
        Held held = take(network, question);
        try {
            held.lock.readLock().lock();
            if (version == NONE || held.version != version) {
                held.lock.readLock().unlock();
                update(held, version, sites);
            }
            try {
                return use.take(held.counts, held.sites);
            } finally {
                held.lock.readLock().unlock();
            }
        } finally {
            synchronized (layers) {
                held.users--;
            }
        }
    }

    /** Ends with the read lock held, which nobody came between. */
    private void update(Held held, long version, Supplier<CoverageQueries.Sites> sites) {
        held.lock.writeLock().lock();
        try {
            if (version == NONE || held.version != version) {
                held.version = NONE;
                count(held, sites);
                held.version = version;
            }
            held.lock.readLock().lock();
        } finally {
            held.lock.writeLock().unlock();
        }
    }

    private void count(Held held, Supplier<CoverageQueries.Sites> sites) {
        counting.take(() -> {
            held.sites = sites.get();
            held.counts = NetworkView.inTurn(() -> held.layer.of(held.sites.places()));
            return held;
        });
    }

    private Held take(NetworkView network, CoverageCommand question) {
        synchronized (layers) {
            Key key = new Key(network.grid(), question.layer());
            Held held = layers.get(key);
            if (held == null || held.layer.network() != network) {
                if (held == null) {
                    makeRoom(network.grid());
                }
                held = new Held(new CoverageLayer(network, question.mode(), network.millis(question.minutes(), question.pace())));
                layers.put(key, held);
            }
            if (held.users >= MOST_ON_ONE) {
                throw busy();
            }
            held.users++;
            return held;
        }
    }

    private void makeRoom(GridView grid) {
        long cells = grid.size() + layers.keySet().stream().mapToLong(key -> key.grid().size()).sum();
        while (!layers.isEmpty() && (layers.size() >= MOST || cells > MOST_CELLS)) {
            // In the order of use: the first that nobody is using has not been asked for longest.
            Key idle = layers.entrySet().stream().filter(each -> each.getValue().users == 0).map(Map.Entry::getKey).findFirst()
                    .orElseThrow(CoverageLayers::busy);
            layers.remove(idle);
            cells -= idle.grid().size();
        }
    }

    private static Problem busy() {
        return new Problem(503, "busy");
    }
}
