package org.doanket.servicemap.trust;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * How far a point's hours can be relied on.
 *
 * @param trust       1 where nobody was disappointed since somebody was last there to look, down to 0
 * @param daysInHours on how many days since then people told that it was closed though its hours said open
 * @param reports     all reports since then, also those outside its hours; one a day from each who told
 * @param noticedAt   when the trust fell so low that the owner is told, if it has since then
 */
public record TrustView(UUID point, UUID unit, String name, double trust, int daysInHours, int reports, LocalDate lastFoundClosed, Instant lastVerifiedAt,
        Instant noticedAt) {
}
