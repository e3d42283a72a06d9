package org.doanket.finance.member;

import java.time.LocalDate;
import java.util.UUID;

/** What finance keeps of a member: the fields that it needs of the facts on {@code membership.member}. */
public record MemberRef(UUID id, UUID unitId, String code, String displayName, String category, String status,
        LocalDate statusSince, LocalDate since, String duesKind) {
}
