package org.doanket.servicemap.kind;

/** Codes with labels, offered from one day to another. */
enum Legend {

    KIND("kind", "kind", true),
    AMENITY("amenity", "amenity", false),
    /** What is filed online at a desk. */
    PROCEDURE("filing_procedure", "filing-procedure", true),
    /** What a tip may be about. */
    TIP_KIND("tips.tip_kind", "tip-kind", false);

    final String table;
    final String noun;
    /** Whether it is offered in some jurisdictions only. */
    final boolean hasJurisdictions;

    Legend(String table, String noun, boolean hasJurisdictions) {
        this.table = table;
        this.noun = noun;
        this.hasJurisdictions = hasJurisdictions;
    }
}
