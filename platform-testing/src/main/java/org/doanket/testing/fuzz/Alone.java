package org.doanket.testing.fuzz;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Gives the fuzz an application and a database of its own, after the other tests: it leaves rubbish behind and ends what it finds. */
public class Alone implements QuarkusTestProfile {
}
