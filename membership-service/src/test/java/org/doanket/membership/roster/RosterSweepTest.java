package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RosterSweepTest {

    @Test
    void deletesTheOpenSheetsOfProcessesThatAreNoMore() throws IOException {
        Path killed = sheet(Long.MAX_VALUE / 2);
        Path living = sheet(ProcessHandle.current().parent().orElseThrow().pid());
        try {
            RosterFile.sweep();
            assertThat(killed).doesNotExist();
            assertThat(living).exists();
        } finally {
            Files.deleteIfExists(killed);
            Files.deleteIfExists(living);
        }
    }

    private static Path sheet(long pid) throws IOException {
        return Files.createTempFile("doanket-roster-" + pid + "-", ".sheet");
    }
}
