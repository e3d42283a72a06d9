package org.doanket.standalone.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Formats the broker's storage where that was not done yet, and becomes the broker: a JVM of its own only to format costs a first start
 * more than a second.
 */
public final class Broker {
    private Broker() {
    }

    /** @param args file of properties, directory of the log, id for a new cluster */
    public static void main(String[] args) {
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            int code = StorageTool.execute(new String[] {"format", "--cluster-id=" + args[2], "--config", args[0]}, System.out);
            if (code != 0) {
                System.exit(code);
            }
        }
        Kafka.main(new String[] {args[0]});
    }
}
