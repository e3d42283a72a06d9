package org.doanket.finance.sharing;

/** Asks for what follows a unit's receipts, as a job of that unit. */
public record ShareCommand() {

    public static final String KIND = "sharing";
}
