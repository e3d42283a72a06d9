package org.doanket.servicemap.streets;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The streets of a made-up town (21.0 to 21.03 north, 105.8 to 105.83 east), put in place of whatever was loaded. */
@ApplicationScoped
public class Town {

    private final StreetQueries streets;

    Town(StreetQueries streets) {
        this.streets = streets;
    }

    public void load() {
        take(GridTown.draft(GridTown.LATITUDE, GridTown.LONGITUDE, 30, 11));
    }

    /** That town, and another far to the south of it. */
    public void loadTwo() {
        try {
            Path directory = Files.createTempDirectory("towns");
            GridTown.draft(GridTown.LATITUDE, GridTown.LONGITUDE, 30, 11).write(directory.resolve("north.streets"), "grid town", "nobody's work", "test/1", null);
            GridTown.around(directory.resolve("south.streets"), 10, 106, 20, 5);
            streets.look(directory);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void take(StreetDraft draft) {
        take(draft, "test/1");
    }

    public void take(StreetDraft draft, String rules) {
        try {
            Path file = Files.createTempFile("town", ".streets");
            draft.write(file, "grid town", "nobody's work", rules, null);
            streets.take(file);
            Files.delete(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
