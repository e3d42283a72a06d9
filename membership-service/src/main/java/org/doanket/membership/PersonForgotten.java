package org.doanket.membership;

import java.sql.Connection;
import java.util.UUID;

/**
 * Told to every feature when a member is to be forgotten: each that keeps something that names him observes this and takes it out,
 * on the worker's connection and in its transaction.
 *
 * @param pseudonym stands for name and code from now on
 * @param by        who has decided it
 */
public record PersonForgotten(UUID member, String pseudonym, String by, Connection connection) {

    /** Whether a column has a word of ours, such as {@code unit-ended}, and not somebody's own words, which may name the person. @param column of ours too */
    public static String isCode(String column) {
        return column + " ~ '^[a-z]+(-[a-z]+)+$'";
    }
}
