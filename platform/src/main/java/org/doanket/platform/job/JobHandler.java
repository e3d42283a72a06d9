package org.doanket.platform.job;

/** Long work of one kind. Runs on the worker login, outside any request; may be resumed on another process. */
public interface JobHandler {

    /** A lower-case word, such as {@code member-import}. */
    String kind();

    /**
     * Does the work in steps, each ended by {@link JobRun#commit}. After a crash it is called again and finds its last
     * checkpoint. A {@link org.doanket.platform.error.Problem} ends the job as failed with that code; any other failure
     * is tried again a few times.
     */
    void run(JobRun run) throws Exception;
}
