package org.doanket.membership.reorganisation;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Tests of a profile of their own run after the others: the hundred thousand facts of a whole province take the relay a while, and
 * those who wait for a few of theirs would wait behind them.
 */
public class WholeProvince implements QuarkusTestProfile {
}
