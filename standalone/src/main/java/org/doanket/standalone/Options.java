package org.doanket.standalone;

import java.nio.file.Path;

/**
 * What was asked on the command line.
 *
 * @param streets the file of streets for the map, or null
 */
record Options(Path data, int port, boolean fresh, boolean demo, Path streets) {
    static Options of(Path defaultData, String... arguments) {
        var options = new Options(defaultData, 8080, false, false, null);
        for (int i = 0; i < arguments.length; i++) {
            options = switch (arguments[i]) {
                case "--fresh" -> new Options(options.data, options.port, true, options.demo, options.streets);
                case "--demo" -> new Options(options.data, options.port, options.fresh, true, options.streets);
                case "--data" -> new Options(Path.of(value(arguments, ++i)), options.port, options.fresh, options.demo, options.streets);
                case "--port" -> new Options(options.data, port(value(arguments, ++i)), options.fresh, options.demo, options.streets);
                case "--streets" -> new Options(options.data, options.port, options.fresh, options.demo, Path.of(value(arguments, ++i)));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            };
        }
        return options;
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(arguments[at - 1] + " wants a value");
        }
        return arguments[at];
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // the same answer as to a number out of range
        }
        throw new IllegalArgumentException("--port wants a number from 1 to 65535, not " + text);
    }
}
