package org.doanket.membership.administrative;

import org.doanket.platform.error.Problem;

final class AdministrativeUnitProblems {

    private AdministrativeUnitProblems() {
    }

    /** Reference data is the same for all federations of an installation. */
    static Problem forTheInstallation() {
        return Problem.forbidden("administrative-units-refused");
    }
}
