package org.doanket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private final String kafka = SharedBackends.address().split("\\|")[1];
    private final String topic = "test-reader-" + UUID.randomUUID();

    @Test
    void whatIsBeingCommittedIsWaitedFor() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", kafka, "transactional.id", topic),
                new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "the last word"));
            producer.flush();
            CompletableFuture<List<ConsumerRecord<String, String>>> read = CompletableFuture.supplyAsync(() -> TopicReader.read(kafka, topic));
            TimeUnit.MILLISECONDS.sleep(700);
            assertThat(read).as("it waits for the transaction").isNotDone();
            producer.commitTransaction();
            assertThat(read.get(30, TimeUnit.SECONDS)).extracting(ConsumerRecord::value).containsExactly("the last word");
        }
    }
}
