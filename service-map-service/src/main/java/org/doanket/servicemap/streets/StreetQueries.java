package org.doanket.servicemap.streets;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.time.Repeating;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The streets, if a file of them was given, or a directory of files: one for each part of the country. A newer file in the place of one is taken up without
 * a stop; a bad one is told of and left.
 */
@ApplicationScoped
@Unscoped("streets are public")
public class StreetQueries {

    private static final Logger LOG = Logger.getLogger(StreetQueries.class);
    private static final String ENDING = "*.streets";
    private static final String MISSING = "missing";
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Optional<String> given;
    /** Of each file what it looked like when it was last looked at, and what was taken up of it; changed by one at a time. */
    private final Map<Path, String> seen = new HashMap<>();
    private final Map<Path, NetworkView> taken = new TreeMap<>();
    private volatile List<NetworkView> networks = List.of();
    private Repeating timer;

    public StreetQueries(@ConfigProperty(name = "doanket.map.streets") Optional<String> given) {
        this.given = given.filter(path -> !path.isBlank());
    }

    /** All that are known as of now: ask it once a request, and that request sees the same files throughout. */
    public List<NetworkView> networks() {
        return networks;
    }

    /** The streets that know this part of the world. Where two files overlap, for they are boxes and provinces are not: those that are nearest. */
    public Optional<NetworkView> networkAt(double latitude, double longitude) {
        return networkAt(networks, latitude, longitude);
    }

    /** The same of some that were known before. */
    public static Optional<NetworkView> networkAt(List<NetworkView> networks, double latitude, double longitude) {
        List<NetworkView> here = networks.stream().filter(streets -> streets.covers(latitude, longitude)).toList();
        return here.size() < 2 ? here.stream().findFirst() : here.stream().min(Comparator.comparingDouble(streets ->
                streets.snap(ModeView.FOOT, latitude, longitude).map(PlaceView::metres).orElse(Double.MAX_VALUE)));
    }

    /** Puts this file in the place of all before. */
    public synchronized void take(Path path) throws IOException {
        NetworkView network = opened(path);
        taken.clear();
        taken.put(path, network);
        networks = List.copyOf(taken.values());
    }

    private static NetworkView opened(Path path) throws IOException {
        long begun = System.nanoTime();
        StreetFile streets = StreetFile.open(path);
        LOG.infof("streets: %s of %s, %d junctions, sha-256 %s, in %d ms", streets.meta().source(), streets.meta().date(), streets.nodes(),
                streets.hash(), (System.nanoTime() - begun) / 1_000_000);
        return new NetworkView(streets);
    }

    void start(@Observes StartupEvent event) {
        if (given.isPresent()) {
            look(Path.of(given.get()));
            timer = Repeating.every("streets", PAUSE, PAUSE, () -> look(Path.of(given.get())));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (timer != null) {
            timer.close();
        }
    }

    /** @param path a file, or a directory: then what is no more in it is let go of */
    synchronized void look(Path path) {
        if (!Files.isDirectory(path)) {
            lookAt(path);
        } else {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path, ENDING)) {
                Set<Path> there = new HashSet<>();
                files.forEach(there::add);
                there.forEach(this::lookAt);
                taken.keySet().retainAll(there);
                seen.keySet().retainAll(there);
            } catch (IOException | DirectoryIteratorException unreadable) {
                LOG.warnf("streets in %s not looked at: %s", path, unreadable.getMessage());
            }
        }
        if (!networks.equals(List.copyOf(taken.values()))) {
            networks = List.copyOf(taken.values());
        }
    }

    /** A file that is bad now is looked at again only once it has changed. */
    private void lookAt(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            String state = now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
            if (!state.equals(seen.put(path, state))) {
                taken.put(path, opened(path));
            }
        } catch (NoSuchFileException missing) {
            if (!MISSING.equals(seen.put(path, MISSING))) {
                LOG.infof("no file of streets at %s: it is taken up once it is there", path);
            }
        } catch (IOException unreadable) {
            LOG.warnf("streets in %s not taken up: %s", path, unreadable.getMessage());
        }
    }
}
