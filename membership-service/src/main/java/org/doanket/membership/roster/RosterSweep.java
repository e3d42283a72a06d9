package org.doanket.membership.roster;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import org.jboss.logging.Logger;

/** A sheet that was opened to be read is deleted by whoever reads it, and by us where he was killed. */
@ApplicationScoped
class RosterSweep {

    private static final Logger LOG = Logger.getLogger(RosterSweep.class);

    /** Before the first job begins. */
    void sweep(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        try {
            RosterFile.sweep();
        } catch (IOException later) {
            LOG.warnf("sheets of a process that was killed are still there: %s", later.getMessage());
        }
    }
}
