package org.doanket.membership.body;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;

/** One office of one member in one body. */
@Entity
class Officer {

    @Id
    private UUID id;
    private UUID bodyId;
    private UUID unitId;
    private String path;
    private UUID memberId;
    @Column(name = "position")
    private String position;
    private String basis;
    private String actNumber;
    private LocalDate actDate;
    private String account;
    private Boolean fullTime;
    private LocalDate startsOn;
    private LocalDate endedOn;
    private String endReason;
    private String endAct;
    private boolean dismissed;
    private LocalDate noticeOn;
    private long version;

    protected Officer() {
        // for JPA
    }

    Officer(UUID id, Body body, BodyCommand.Install install) {
        this.id = id;
        bodyId = body.id();
        unitId = body.unitId();
        path = body.path();
        memberId = install.officer().memberId();
        position = install.officer().position();
        account = install.officer().account();
        fullTime = install.officer().fullTime();
        basis = install.basis();
        actNumber = install.actNumber();
        actDate = install.actDate();
        startsOn = install.startsOn();
        version = 1;
    }

    void end(BodyCommand.EndOffice command) {
        mustBeOpen();
        if (command.on().isBefore(startsOn)) {
            throw BodyProblems.beforeItBegan(startsOn);
        }
        endedOn = command.on();
        endReason = command.reason();
        endAct = command.actNumber();
        dismissed = command.dismissal();
        noticeOn = command.noticeGivenOn();
        version++;
    }

    void rename(String newAccount) {
        mustBeOpen();
        account = newAccount;
        version++;
    }

    private void mustBeOpen() {
        if (endedOn != null) {
            throw BodyProblems.officeOver(endedOn);
        }
    }

    UUID id() {
        return id;
    }

    UUID bodyId() {
        return bodyId;
    }

    UUID unitId() {
        return unitId;
    }

    String path() {
        return path;
    }

    UUID memberId() {
        return memberId;
    }

    String position() {
        return position;
    }

    String account() {
        return account;
    }

    LocalDate startsOn() {
        return startsOn;
    }
}
