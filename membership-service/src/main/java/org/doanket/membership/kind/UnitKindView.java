package org.doanket.membership.kind;

/** @param name in the reader's language. @param used false: no unit becomes of this kind any more */
public record UnitKindView(String jurisdiction, String code, String level, String name, boolean used) {
}
