package org.doanket.servicemap.kind;

import java.util.List;

/** What a service point can be. @param label in the language asked for; @param jurisdictions where it is offered */
public record KindView(String code, String label, List<String> jurisdictions) {
}
