package org.doanket.probe;

import org.doanket.testing.MessageRules;
import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    void sayTheSameInThreeLanguages() {
        MessageRules.check("messages/platform");
    }
}
