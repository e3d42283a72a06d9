package org.doanket.standalone;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL refuses root, and root is who tries things in a fresh container. */
final class UnprivilegedUser {
    /** Here root's files stay its own while it no longer looks like root. Containers often forbid it. */
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    /** The user nobody, but with root's right to pass directories that are closed to others: checkouts lie below /root. */
    private static final List<String> OTHER_USER = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
            "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup");

    private UnprivilegedUser() {
    }

    /** What to put before a command so that it runs as somebody whom PostgreSQL accepts. */
    static List<String> prefix() {
        if (!succeeds("sh", "-c", "test \"$(id -u)\" = 0")) {
            return List.of();
        }
        return Stream.of(NAMESPACE, OTHER_USER).filter(prefix -> succeeds(Stream.concat(prefix.stream(), Stream.of("true")).toArray(String[]::new)))
                .findFirst().orElseThrow(() -> new StartFailure("postgresql", "it must not run as root, and this machine lets root neither make "
                        + "a user namespace (unshare -U) nor become nobody (setpriv); run as a normal user, e.g.: su someone -c ./run", null));
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
