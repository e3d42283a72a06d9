package org.doanket.membership.consent;

import java.util.UUID;

/** A member has given or withdrawn a consent; features that go by it observe this, in the same transaction. */
public record ConsentEvent(UUID member, String purpose, boolean given) {
}
