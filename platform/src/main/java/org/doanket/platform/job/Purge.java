package org.doanket.platform.job;

/**
 * Something that is kept for a time only; a service declares each as a bean.
 *
 * @param name what is removed, for the log
 * @param sql  removes one small batch of what is due, and changes nothing when nothing is: run again until then. How long is
 *             told by {@code doanket.kept_since('…')}, the dated setting in the table {@code retention}
 */
public record Purge(String name, String sql) {
}
