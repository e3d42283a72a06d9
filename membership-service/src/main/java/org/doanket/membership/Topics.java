package org.doanket.membership;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Retelling;
import org.doanket.platform.event.Topic;

/** What this service tells the others: the newest fact of each unit, member, role binding and placement is its whole present state. */
class Topics {

    @Produces
    @Singleton
    Topic unit() {
        return Topic.compacted("unit");
    }

    @Produces
    @Singleton
    Topic member() {
        return Topic.compacted("member");
    }

    @Produces
    @Singleton
    Topic roleBinding() {
        return Topic.compacted("role-binding");
    }

    @Produces
    @Singleton
    Retelling units() {
        return new Retelling("unit", "SELECT id FROM unit WHERE id > ? AND path >= ? AND path < ? ORDER BY id LIMIT ? FOR UPDATE",
                "UPDATE unit SET version = version + 1 WHERE id IN (SELECT id FROM due) RETURNING unit AS u",
                "SELECT (u).id, (u).version, CASE WHEN (u).valid_to IS NULL THEN 'unit-changed' ELSE 'unit-ended' END, unit_state(u) FROM changed");
    }

    @Produces
    @Singleton
    Retelling members() {
        return new Retelling("member", "SELECT id FROM member WHERE id > ? AND path >= ? AND path < ? ORDER BY id LIMIT ? FOR UPDATE",
                "UPDATE member SET version = version + 1 WHERE id IN (SELECT id FROM due) RETURNING member AS m",
                "SELECT (m).id, (m).version, CASE WHEN (m).ended_on IS NULL THEN 'member-changed' ELSE 'member-ended' END, member_state(m) FROM changed");
    }

    @Produces
    @Singleton
    Retelling roleBindings() {
        return new Retelling("role-binding", "SELECT b.id FROM role_binding b JOIN unit u ON u.id = b.unit_id WHERE b.id > ? AND u.path >= ? AND u.path < ? "
                + "ORDER BY b.id LIMIT ? FOR UPDATE OF b", "UPDATE role_binding SET version = version + 1 WHERE id IN (SELECT id FROM due) RETURNING role_binding AS b",
                "SELECT (b).id, (b).version, CASE WHEN (b).valid_to IS NULL THEN 'role-changed' ELSE 'role-ended' END, role_binding_state(b) FROM changed");
    }

    @Produces
    @Singleton
    Topic reorganisation() {
        return Topic.log("reorganisation");
    }

    @Produces
    @Singleton
    Topic placement() {
        return Topic.log("placement");
    }

    /** Kept for ever, so that a service which was long away forgets all the same; in them a pseudonym and no person. */
    @Produces
    @Singleton
    Topic erasure() {
        return Topic.compacted("erasure");
    }
}
