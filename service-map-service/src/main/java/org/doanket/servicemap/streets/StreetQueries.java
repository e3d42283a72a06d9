package org.doanket.servicemap.streets;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.time.Repeating;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The streets, if a file of them was given. A newer file in its place is taken up without a stop; a bad one is told of and left. */
@ApplicationScoped
@Unscoped("streets are public")
public class StreetQueries {

    private static final Logger LOG = Logger.getLogger(StreetQueries.class);
    private static final String MISSING = "missing";
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Optional<String> file;
    private volatile NetworkView network;
    private String seen = "";
    private Repeating timer;

    public StreetQueries(@ConfigProperty(name = "doanket.map.streets") Optional<String> file) {
        this.file = file.filter(path -> !path.isBlank());
    }

    /** The streets as of now: ask it once a request, and that request sees one file throughout. */
    public Optional<NetworkView> network() {
        return Optional.ofNullable(network);
    }

    /** The streets, if they know this part of the world. */
    public Optional<NetworkView> networkAt(double latitude, double longitude) {
        return network().filter(streets -> streets.covers(latitude, longitude));
    }

    /** Puts this file in the place of the one before. */
    public void take(Path path) throws IOException {
        long begun = System.nanoTime();
        StreetFile streets = StreetFile.open(path);
        network = new NetworkView(streets);
        LOG.infof("streets: %s of %s, %d junctions, sha-256 %s, in %d ms", streets.meta().source(), streets.meta().date(), streets.nodes(),
                streets.hash(), (System.nanoTime() - begun) / 1_000_000);
    }

    void start(@Observes StartupEvent event) {
        if (file.isPresent()) {
            look(Path.of(file.get()));
            timer = Repeating.every("streets", PAUSE, PAUSE, () -> look(Path.of(file.get())));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (timer != null) {
            timer.close();
        }
    }

    /** A file that is bad now is looked at again only once it has changed. */
    void look(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            String state = now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
            if (!state.equals(seen)) {
                seen = state;
                take(path);
            }
        } catch (NoSuchFileException missing) {
            if (!seen.equals(MISSING)) {
                seen = MISSING;
                LOG.infof("no file of streets at %s: it is taken up once it is there", path);
            }
        } catch (IOException unreadable) {
            LOG.warnf("streets in %s not taken up: %s", path, unreadable.getMessage());
        }
    }
}
