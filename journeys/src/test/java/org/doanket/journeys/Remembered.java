package org.doanket.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What one journey leaves for another that runs after the suite was stopped and started again. */
record Remembered(String province, String company, String plan, long dues) {

    private static final Path FILE = Path.of("target", "remembered.txt");

    static void write(Federation federation, String plan, long dues) {
        try {
            Files.write(FILE, List.of(federation.province, federation.company, plan, Long.toString(dues)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Remembered read() {
        try {
            List<String> lines = Files.readAllLines(FILE);
            return new Remembered(lines.get(0), lines.get(1), lines.get(2), Long.parseLong(lines.get(3)));
        } catch (IOException failure) {
            throw new UncheckedIOException("run the main job first", failure);
        }
    }
}
