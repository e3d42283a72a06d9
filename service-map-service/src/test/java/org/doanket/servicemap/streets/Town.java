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

    /** That town, another far to the south of it, and a file in whose box the first lies too, without a street of it. */
    public void loadTwo() {
        try {
            Path directory = Files.createTempDirectory("towns");
            GridTown.draft(GridTown.LATITUDE, GridTown.LONGITUDE, 30, 11).write(directory.resolve("north.streets"), "grid town", "nobody's work", "test/1", null);
            GridTown.around(directory.resolve("south.streets"), 10, 106, 20, 5);
            StreetDraft around = new StreetDraft();
            double[] walk = {5, 0, 0};
            around.edge(around.node(20.9, 105.7), around.node(20.901, 105.7), 111, walk, walk, true);
            around.edge(around.node(21.2, 106), around.node(21.201, 106), 111, walk, walk, true);
            around.write(directory.resolve("around.streets"), "around", "nobody's work", "test/1", null);
            streets.look(directory);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The western and the eastern half of a city: the boxes of their files overlap, and so do their streets there. */
    public void loadHalves() {
        try {
            Path directory = Files.createTempDirectory("halves");
            GridTown.draft(GridTown.LATITUDE, GridTown.LONGITUDE, 30, 11).write(directory.resolve("west.streets"), "west", "nobody's work", "test/1", null);
            GridTown.draft(GridTown.LATITUDE, GridTown.LONGITUDE + 0.025, 30, 12).write(directory.resolve("east.streets"), "east", "nobody's work", "test/1", null);
            streets.look(directory);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** That town, of which one knows where its steps are. */
    public void loadWithSteps() {
        take(GridTown.draft(GridTown.LATITUDE, GridTown.LONGITUDE, 30, 11), "test/1 steps/1");
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
