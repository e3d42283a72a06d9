package org.doanket.standalone;

import java.io.IOException;
import java.util.List;

/** PostgreSQL refuses root. In a user namespace root's files stay its own while it no longer looks like root. */
final class UnprivilegedUser {
    private UnprivilegedUser() {
    }

    /** What to put before a command so that it runs as somebody whom PostgreSQL accepts. */
    static List<String> prefix() {
        if (!succeeds("sh", "-c", "test \"$(id -u)\" = 0")) {
            return List.of();
        }
        if (!succeeds("unshare", "-U", "true")) {
            throw new StartFailure("postgresql", "it must not run as root, and this machine forbids user namespaces "
                    + "(unshare -U); run as a normal user, e.g.: su someone -c ./run", null);
        }
        return List.of("unshare", "-U");
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
