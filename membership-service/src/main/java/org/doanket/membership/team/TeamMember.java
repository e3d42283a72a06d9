package org.doanket.membership.team;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;

/** One member's part in one team, with the card that he carries. */
@Entity
class TeamMember {

    @Id
    private UUID id;
    private UUID teamId;
    private String path;
    private UUID memberId;
    private String duty;
    private String cardNumber;
    private LocalDate joinedOn;
    private LocalDate leftOn;
    private String leftReason;
    private long version;

    protected TeamMember() {
        // for JPA
    }

    TeamMember(UUID id, Team team, String cardNumber, TeamCommand.Join command) {
        this.id = id;
        this.cardNumber = cardNumber;
        teamId = team.id();
        path = team.path();
        memberId = command.memberId();
        duty = command.duty();
        joinedOn = command.joinedOn();
        version = 1;
    }

    void leave(TeamCommand.End command) {
        mustBeIn();
        if (command.on().isBefore(joinedOn)) {
            throw TeamProblems.beforeItBegan(joinedOn);
        }
        leftOn = command.on();
        leftReason = command.reason();
        version++;
    }

    void take(String newDuty) {
        mustBeIn();
        duty = newDuty;
        version++;
    }

    void mustBeIn() {
        if (leftOn != null) {
            throw TeamProblems.hasLeft(leftOn);
        }
    }

    UUID id() {
        return id;
    }

    UUID teamId() {
        return teamId;
    }

    String path() {
        return path;
    }

    UUID memberId() {
        return memberId;
    }

    String duty() {
        return duty;
    }

    String cardNumber() {
        return cardNumber;
    }

    LocalDate joinedOn() {
        return joinedOn;
    }
}
