package org.doanket.servicemap.point;

import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;

/** What a reader of the public map sees beyond what is public: his own subtree, or nothing if nobody knows him. */
final class PublicScope {

    /** A range without any path: numbers between the slashes are never missing. */
    static final UnitScope NOBODY = new UnitScope(null, "//");

    private PublicScope() {
    }

    static UnitScope of(Caller caller) {
        return caller.isAnonymous() ? NOBODY : caller.scope();
    }
}
