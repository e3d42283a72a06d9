package org.doanket.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.doanket.platform.trace.Traceparent;

/** CloudEvents 1.0 in Kafka's binary mode: attributes as ce_ headers, the value is the data. */
final class CloudEvent {
    static final String SCHEMAS = "https://doanket.org/contracts/events/";
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,200}");
    private static final Pattern TYPE = Pattern.compile("org\\.doanket\\.[a-z]+\\.([a-z0-9-]+)\\.v1");

    private final ObjectMapper mapper;

    CloudEvent(ObjectMapper mapper, MeterRegistry meters) {
        // a v1 grows by optional fields: what this service does not know yet is skipped, and counted
        this.mapper = mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).addHandler(new DeserializationProblemHandler() {
            @Override
            public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser, JsonDeserializer<?> deserializer, Object bean,
                                                 String property) throws IOException {
                meters.counter("doanket.inbox.unknown.fields").increment();
                parser.skipChildren();
                return true;
            }
        });
    }

    /** The id follows from what identifies the fact, so a second sending of it, by whichever relay, is the same event. */
    static ProducerRecord<byte[], byte[]> encode(EventSettings settings, OutboxStore.Row row) {
        String source = "/doanket/" + settings.service();
        String aggregate = row.aggregateId().toString();
        byte[] identity = (source + '/' + row.aggregateType() + '/' + aggregate + '/' + row.version()).getBytes(UTF_8);
        byte[] key = (row.key() == null ? aggregate : row.key()).getBytes(UTF_8);
        var record = new ProducerRecord<byte[], byte[]>(settings.topicOf(row.aggregateType()), null, key, row.payload().getBytes(UTF_8));
        Headers headers = record.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", UUID.nameUUIDFromBytes(identity).toString());
        put(headers, "ce_source", source);
        put(headers, "ce_type", "org.doanket." + settings.service() + "." + row.type() + ".v1");
        put(headers, "ce_subject", aggregate);
        put(headers, "ce_time", row.createdAt().toString());
        put(headers, "ce_dataschema", SCHEMAS + settings.service() + "/" + row.type() + ".v1.schema.json");
        put(headers, "ce_aggregateversion", Long.toString(row.version()));
        put(headers, "content-type", "application/json");
        for (Map.Entry<String, String> header : row.headers().entrySet()) put(headers, header.getKey(), header.getValue());
        return record;
    }

    /** Any damage comes out as {@link Undecodable}, so that poison has one path. */
    ReceivedFact decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            Headers headers = record.headers();
            Matcher type = TYPE.matcher(text(headers, "ce_type"));
            // another form or version of a type is no damage: it is a fact that this service does not know yet
            String name = type.matches() ? type.group(1) : text(headers, "ce_type");
            long version = Long.parseLong(text(headers, "ce_aggregateversion"));
            if (version < 1 || !PRINTABLE.matcher(name).matches()) throw new Undecodable("no version or name", null);
            JsonNode data = mapper.readTree(record.value());
            if (data == null || !data.isObject()) throw new Undecodable("data is no object", null);
            return new ReceivedFact(UUID.fromString(text(headers, "ce_id")), name, UUID.fromString(text(headers, "ce_subject")),
                version, Instant.parse(text(headers, "ce_time")), data, mapper);
        } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new Undecodable(e.getClass().getSimpleName(), e);
        }
    }

    /** What can still be known of the aggregate of a damaged event: its later events have to wait behind it. */
    static String aggregateOf(ConsumerRecord<byte[], byte[]> record) {
        Header subject = record.headers().lastHeader("ce_subject");
        byte[] known = subject != null && subject.value() != null ? subject.value() : record.key();
        if (known == null) return record.topic() + "/" + record.partition() + "/" + record.offset();
        String text = new String(known, UTF_8).replace("\0", ""); // no column takes a NUL, no index a megabyte
        return text.length() > 200 ? text.substring(0, 200) : text;
    }

    /** Of the trace in which the fact was told, or null. */
    static String traceparentOf(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader("traceparent");
        String text = header == null || header.value() == null || header.value().length != 55 ? null : new String(header.value(), UTF_8);
        return Traceparent.isOne(text) ? text : null;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) throw new Undecodable("no " + name, null);
        return new String(header.value(), UTF_8);
    }

    static final class Undecodable extends RuntimeException {
        Undecodable(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
