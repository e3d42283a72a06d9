package org.doanket.membership.member;

import java.sql.Connection;
import java.util.UUID;

/**
 * A membership is over, lies in another unit now, or gives other rights, by whichever way: what rests on it and is kept by other features
 * ends too, in the transaction of this connection. It is the worker's and sees all, also what the officer who did it may not see.
 */
public record MemberLeftEvent(UUID member, Connection connection) {
}
