package org.doanket.finance.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.time.Zones;

/** Keeps the replica of members and their past states: one statement a fact, since a whole federation may move in at once. */
@ApplicationScoped
class MemberListener implements FactListener {

    private static final Set<String> KNOWN = Set.of("member-admitted", "member-changed", "member-transferred", "member-ended");

    @Override
    public String name() {
        return "members";
    }

    @Override
    public String topic() {
        return "membership.member";
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
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        MemberRef member = fact.as(MemberRef.class);
        LocalDate day = LocalDate.ofInstant(fact.time(), Zones.of("vn"));
        try (PreparedStatement learn = connection.prepareStatement("SELECT learn_member(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            learn.setObject(1, member.id());
            learn.setObject(2, day);
            learn.setObject(3, member.unitId());
            learn.setString(4, member.code());
            learn.setString(5, member.displayName());
            learn.setString(6, member.category());
            learn.setString(7, member.status());
            learn.setObject(8, member.statusSince());
            learn.setObject(9, member.since() == null ? day : member.since());
            learn.setString(10, member.duesKind());
            learn.execute();
        }
    }

    /** Not to be rebuilt from the topic: a compacted topic has forgotten the past states that dues of past months need. */
    @Override
    public List<String> replica() {
        return List.of();
    }
}
