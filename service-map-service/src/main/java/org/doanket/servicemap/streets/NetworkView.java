package org.doanket.servicemap.streets;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.doanket.platform.error.Problem;

/** The streets of one file, for any number of questions at once. Who holds it keeps on asking the same file while a newer is taken up. */
public final class NetworkView {

    /** Whoever stands farther from any street is not asked about: an answer from a far-off street would be wrong in silence. */
    public static final int MOST_METRES_TO_STREET = 250;

    private static final double KMH_PER_DECIMETRE_A_MILLISECOND = 360;

    /** How far it is looked for a street where only its distance is told. */
    private static final int FARTHEST_STREET = 10_000;

    /** Each holds some bytes for every junction: what a crowd has used at once is not kept for the lifetime of the file. */
    static final int MOST_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    /** Each holds some bytes for every junction and for every cell that it reached, and a crowd of strangers may ask for the largest there is. They wait; none is refused. */
    static final int MOST_AT_ONCE = Math.max(4, MOST_IDLE);
    private static final Semaphore TURNS = new Semaphore(MOST_AT_ONCE, true);
    private static final ThreadLocal<Boolean> HAS_TURN = new ThreadLocal<>();

    private final StreetFile file;
    private volatile Double walkingKmh;
    private final BlockingQueue<StreetSearch> idle;
    private final boolean isStepFree;
    private final NetworkView base;
    private final NetworkView withoutSteps;

    NetworkView(StreetFile file) {
        this.file = file;
        idle = new ArrayBlockingQueue<>(MOST_IDLE);
        isStepFree = false;
        base = this;
        withoutSteps = new NetworkView(this);
    }

    private NetworkView(NetworkView base) {
        file = base.file;
        idle = base.idle;
        isStepFree = true;
        this.base = base;
        withoutSteps = this;
    }

    /**
     * The same streets without steps and what else is nothing for wheels; always the same view of them.
     *
     * @throws Problem 409 where the file does not tell which these are
     */
    public NetworkView withoutSteps() {
        if (!file.meta().knowsSteps()) {
            throw Problem.conflict("steps-unknown");
        }
        return withoutSteps;
    }

    /** All the streets, of which this may be a view. */
    public NetworkView base() {
        return base;
    }

    /** What streets an answer is about. @param date of the data, null where the extract did not say */
    public record About(String source, Instant date, String attribution, String rules, String hash) {
    }

    public About about() {
        StreetFile.Meta meta = file.meta();
        return new About(meta.source(), meta.date(), meta.attribution(), meta.rules(), file.hash());
    }

    public GridView grid() {
        return file.grid();
    }

    /** Whether a place lies in the part of the world that this file knows. */
    public boolean covers(double latitude, double longitude) {
        StreetFile.Meta meta = file.meta();
        return latitude >= meta.south() && latitude <= meta.north() && longitude >= meta.west() && longitude <= meta.east();
    }

    /** The nearest place on a street of this mode, or nothing within {@link #MOST_METRES_TO_STREET}. */
    public Optional<PlaceView> snap(ModeView mode, double latitude, double longitude) {
        return Optional.ofNullable(file.snap(mode, isStepFree, latitude, longitude, MOST_METRES_TO_STREET));
    }

    /** Rounded; null beyond {@link #FARTHEST_STREET}. */
    public Integer metresToStreet(ModeView mode, double latitude, double longitude) {
        PlaceView place = file.snap(mode, isStepFree, latitude, longitude, FARTHEST_STREET);
        return place == null ? null : (int) Math.round(place.metres());
    }

    /** Work on streets that holds much, in its turn; what it asks of streets within is part of that. */
    public static <T> T inTurn(Supplier<T> work) {
        if (HAS_TURN.get() != null) {
            return work.get();
        }
        TURNS.acquireUninterruptibly();
        HAS_TURN.set(true);
        try {
            return work.get();
        } finally {
            HAS_TURN.remove();
            TURNS.release();
        }
    }

    /**
     * Asks one search, in its turn.
     *
     * @param isForward what can be reached from there, or who can reach it
     * @param millis    the most time it may take
     * @param use       asks what it wants to know; the outcome is gone afterwards
     */
    public <T> T travel(ModeView mode, boolean isForward, PlaceView place, int millis, Function<TravelView, T> use) {
        return inTurn(() -> search(mode, isForward, place, millis, use));
    }

    private <T> T search(ModeView mode, boolean isForward, PlaceView place, int millis, Function<TravelView, T> use) {
        StreetSearch search = idle.poll();
        if (search == null) {
            search = new StreetSearch(file);
        }
        try {
            return use.apply(new TravelView(file, mode, isForward, isStepFree, place, millis, search));
        } finally {
            idle.offer(search);
        }
    }

    /** How many times as long as the file says everything takes on foot at that pace. @param kmh null for 1: as the file says */
    public double slowness(Double kmh) {
        return kmh == null ? 1 : base.walkingKmh() / kmh;
    }

    /** How long a search is for what somebody reaches in so many minutes. @param kmh as above */
    public int millis(int minutes, Double kmh) {
        return (int) Math.round(minutes * 60_000 / slowness(kmh));
    }

    /** Over all streets open to those on foot. */
    private double walkingKmh() {
        Double known = walkingKmh;
        if (known == null) {
            double decimetres = 0;
            double millis = 0;
            for (int edge = 0; edge < file.edges(); edge++) {
                if (file.forwardMillis(ModeView.FOOT, edge) != StreetFile.CLOSED) {
                    decimetres += file.decimetres(edge);
                    millis += file.forwardMillis(ModeView.FOOT, edge);
                }
            }
            known = decimetres / millis * KMH_PER_DECIMETRE_A_MILLISECOND;
            walkingKmh = known;
        }
        return known;
    }

    /** Searches that wait for their next question. */
    int idle() {
        return idle.size();
    }

    public CellsView circle(ModeView mode, boolean isForward, PlaceView place, int millis) {
        return travel(mode, isForward, place, millis, travel -> {
            IntList cells = new IntList(2_048);
            IntList times = new IntList(2_048);
            travel.eachCell((cell, at) -> {
                cells.add(cell);
                times.add(at);
            });
            return new CellsView(file.grid(), cells.toArray(), times.toArray(), isCut(travel));
        });
    }

    /** Whether it comes so near the edge of the file that it may go on beyond. */
    public boolean isCut(TravelView travel) {
        double[] box = travel.bounds();
        StreetFile.Meta meta = file.meta();
        double up = MOST_METRES_TO_STREET / Earth.metresPerLatitude(meta.south());
        double aside = MOST_METRES_TO_STREET / Earth.metresPerLongitude(meta.south());
        return box[0] < meta.west() + aside || box[1] < meta.south() + up || box[2] > meta.east() - aside || box[3] > meta.north() - up;
    }

    /** Each cell that is tied to a street along which people live, once. */
    public void eachResidentialCell(IntConsumer taker) {
        eachCellOfStreets(edge -> file.isResidential(edge), taker);
    }

    /** Each cell that is tied to any street open to those on foot, once. */
    public void eachCell(IntConsumer taker) {
        eachCellOfStreets(edge -> true, taker);
    }

    private void eachCellOfStreets(java.util.function.IntPredicate wanted, IntConsumer taker) {
        StreetFile.Ties ties = file.ties(ModeView.FOOT);
        for (int edge = 0; edge < file.edges(); edge++) {
            if (wanted.test(edge)) {
                for (int i = ties.offset().get(edge); i < ties.offset().get(edge + 1); i++) {
                    taker.accept(ties.cell().get(i));
                }
            }
        }
    }

    /** Takes metres of street in a cell. */
    @FunctionalInterface
    public interface MetresTaker {
        void take(int cell, double metres);
    }

    /** All streets, of whatever mode, in steps no longer than a cell is wide. */
    public void eachStreet(MetresTaker taker) {
        for (int edge = 0; edge < file.edges(); edge++) {
            for (int point = 1; point < file.points(edge); point++) {
                double latitude = file.pointLatitude(edge, point - 1);
                double longitude = file.pointLongitude(edge, point - 1);
                double north = file.pointLatitude(edge, point) - latitude;
                double east = file.pointLongitude(edge, point) - longitude;
                double metres = Earth.metres(latitude, longitude, latitude + north, longitude + east);
                int steps = 1 + (int) (Math.max(Math.abs(north), Math.abs(east)) * GridView.PER_DEGREE);
                for (int i = 0; i < steps; i++) {
                    int cell = file.grid().cellAt(latitude + north * (i + 0.5) / steps, longitude + east * (i + 0.5) / steps);
                    if (cell >= 0) {
                        taker.take(cell, metres / steps);
                    }
                }
            }
        }
    }
}
