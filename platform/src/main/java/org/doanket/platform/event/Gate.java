package org.doanket.platform.event;

/** What keeps an effect from happening twice or out of order. */
public enum Gate {
    /** Each fact is the whole state (compacted topics): any newer version takes effect, gaps are normal. */
    STATE,
    /**
     * Each fact is a change that is merely added up: only the next version takes effect; a gap parks the aggregate until the missing one comes. It has to be
     * heard from its first fact on, and topics of changes keep 30 days: docs/decisions/inbox.md says when {@link #ONCE} is the better one.
     */
    DENSE,
    /** The effect has no aggregate here: facts are remembered by their id. */
    ONCE
}
