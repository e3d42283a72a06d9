package org.doanket.finance.book;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;

/** Which book of which unit, from a day to a day. {@code account}: of the book of the bank, whose; the main one if not given. */
public class BookParam {

    @QueryParam("unit")
    @NotNull
    public UUID unit;

    @QueryParam("from")
    @NotNull
    public LocalDate from;

    @QueryParam("to")
    @NotNull
    public LocalDate to;

    @QueryParam("account")
    public UUID account;
}
