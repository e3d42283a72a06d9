package org.doanket.membership.kind;

/** @param name in the reader's language */
public record UnitKindView(String jurisdiction, String code, String level, String name) {
}
