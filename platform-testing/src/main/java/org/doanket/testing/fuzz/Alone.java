package org.doanket.testing.fuzz;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Gives the fuzz an application and a database of its own where what other tests have left there would be all that it finds. */
public class Alone implements QuarkusTestProfile {
}
