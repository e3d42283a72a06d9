package org.doanket.gateway.limit;

/**
 * What one request may take.
 *
 * @param cost in tokens of the rate limits
 */
public record RouteRule(long bodyBytes, long bodyMillis, long answerMillis, int cost) {
}
