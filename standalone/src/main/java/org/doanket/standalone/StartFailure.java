package org.doanket.standalone;

import java.nio.file.Path;

/** A part that did not come up: which one, why, and where it wrote what it had to say. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String part, String why, Path log) {
        super(part + " did not start: " + why + (log == null ? "" : "\n  its log: " + log));
    }
}
