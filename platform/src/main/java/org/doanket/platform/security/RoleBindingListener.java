package org.doanket.platform.security;

import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;

/** Keeps the replica of role bindings: each fact is a binding's whole state. In membership-service, who owns them, it is absent. */
@ApplicationScoped
@UnlessBuildProperty(name = "doanket.service", stringValue = "membership")
class RoleBindingListener implements FactListener {

    private static final Set<String> KNOWN = Set.of("role-granted", "role-changed", "role-ended");

    /** The payload of every fact about a binding. @param subject null where the identity provider's name of the person is not known */
    record Binding(UUID id, UUID memberId, String subject, String role, UUID unitId, OffsetDateTime validFrom, OffsetDateTime validTo) {
    }

    @Override
    public String name() {
        return "role-bindings";
    }

    @Override
    public String topic() {
        return "membership.role-binding";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return KNOWN.contains(factName);
    }

    @Override
    public List<String> replica() {
        return List.of("role_binding");
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        Binding binding = fact.as(Binding.class);
        Sql.of("INSERT INTO role_binding (id, member_id, subject, role, unit_id, valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (id) DO UPDATE SET member_id = excluded.member_id, subject = excluded.subject, role = excluded.role, "
                + "unit_id = excluded.unit_id, valid_from = excluded.valid_from, valid_to = excluded.valid_to", binding.id(),
                binding.memberId(), binding.subject(), binding.role(), binding.unitId(), binding.validFrom(), binding.validTo()).run(connection);
    }
}
