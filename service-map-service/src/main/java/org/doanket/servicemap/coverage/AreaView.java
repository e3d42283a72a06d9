package org.doanket.servicemap.coverage;

import java.time.LocalDate;
import java.util.UUID;

/** A commune or ward. @param population null where nobody has said; @param countedOn the day it is of; @param parent code of what it is part of, null where nobody has said */
public record AreaView(String code, String name, Integer population, LocalDate countedOn, String source, UUID unitId,
        String parent) {
}
