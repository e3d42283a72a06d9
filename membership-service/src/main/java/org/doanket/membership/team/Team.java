package org.doanket.membership.team;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/** People of a unit who serve an area together. */
@Entity
class Team {

    @Id
    private UUID id;
    private UUID unitId;
    private String path;
    private String name;
    private String service;
    private String[] areas;
    private String hotline;
    private LocalDate foundedOn;
    private String actNumber;
    private LocalDate endedOn;
    private String endReason;
    private long version;

    protected Team() {
        // for JPA
    }

    Team(UUID id, String path, TeamCommand.Found command) {
        this.id = id;
        this.path = path;
        unitId = command.unitId();
        foundedOn = command.foundedOn();
        actNumber = command.actNumber();
        write(command.name(), command.service(), command.areas(), command.hotline());
        version = 1;
    }

    void change(TeamCommand.Change wanted) {
        mustGoOn();
        write(wanted.name(), wanted.service(), wanted.areas(), wanted.hotline());
        version++;
    }

    void end(TeamCommand.End command) {
        mustGoOn();
        if (command.on().isBefore(foundedOn)) {
            throw TeamProblems.beforeItBegan(foundedOn);
        }
        endedOn = command.on();
        endReason = command.reason();
        version++;
    }

    void mustGoOn() {
        if (endedOn != null) {
            throw TeamProblems.over(endedOn);
        }
    }

    /** What a merge patch starts from. */
    TeamCommand.Change editable() {
        return new TeamCommand.Change(name, service, Set.of(areas), hotline);
    }

    private void write(String newName, String newService, Set<String> newAreas, String newHotline) {
        name = newName;
        service = newService;
        areas = newAreas.stream().sorted().toArray(String[]::new);
        hotline = newHotline;
    }

    UUID id() {
        return id;
    }

    UUID unitId() {
        return unitId;
    }

    String path() {
        return path;
    }

    LocalDate foundedOn() {
        return foundedOn;
    }

    long version() {
        return version;
    }
}
