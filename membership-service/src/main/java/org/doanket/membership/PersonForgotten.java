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
}
