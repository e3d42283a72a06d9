package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doanket.platform.tree.UnitState;
import org.doanket.testing.AsyncApi;
import org.doanket.testing.EventContracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractsTest {
    @ParameterizedTest
    @MethodSource("org.doanket.testing.EventContracts#all")
    void aContractSaysWhatItIsAndItsSampleKeepsIt(String fact) {
        JsonNode schema = EventContracts.schema(fact);
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("$id").asText()).isEqualTo(EventContracts.ID + fact + ".v1.schema.json").startsWith(CloudEvent.SCHEMAS);
        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("x-topic").asText()).startsWith(fact.substring(0, fact.indexOf('/')) + ".");
        EventContracts.check(fact, EventContracts.sample(fact));
    }

    @Test
    void asyncApiListsAllOfThem() throws Exception {
        Path file = EventContracts.root().resolve("asyncapi.yaml");
        String expected = AsyncApi.write(EventContracts.all());
        if (Boolean.getBoolean("doanket.contracts.write")) Files.writeString(file, expected);
        assertThat(Files.readString(file)).as("run ContractsTest with -Ddoanket.contracts.write=true after a change of contracts/events").isEqualTo(expected);
    }

    @Test
    void aFieldThatTheContractDoesNotNameIsAFault() {
        String sample = EventContracts.sample("membership/unit-founded");
        assertThatThrownBy(() -> EventContracts.check("membership/unit-founded", sample.replaceFirst("\\{", "{\"phone\": \"0912 000 000\", ")))
            .isInstanceOf(AssertionError.class).hasMessageContaining("phone");
    }

    @Test
    void theTreesListenerReadsTheSample() {
        UnitState unit = EventContracts.received("membership/unit-founded", 1).as(UnitState.class);
        assertThat(unit.path()).endsWith("/");
        assertThat(unit.territory()).isNotEmpty();
    }
}
