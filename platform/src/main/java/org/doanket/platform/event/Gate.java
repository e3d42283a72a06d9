package org.doanket.platform.event;

/** What keeps an effect from happening twice or out of order. */
public enum Gate {
    /** Each fact is the whole state (compacted topics): any newer version takes effect, gaps are normal. */
    STATE,
    /** Each fact is a change: only the next version takes effect; a gap parks the aggregate until the missing one comes. */
    DENSE,
    /** The effect has no aggregate here: facts are remembered by their id. */
    ONCE
}
