package org.doanket.gateway.token;

/** What the edge keeps of a token: enough to count its requests and to forget it in time. */
public record VerifiedToken(String subject, long expiresAtSeconds) {
}
