package org.doanket.servicemap.kind;

/** What a service point can have. @param label in the language asked for */
public record AmenityView(String code, String label) {
}
