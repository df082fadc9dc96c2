package org.tessera.messaging.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record exactly as it came, whatever it holds.
 *
 * @param position where it stood, so that it is kept once
 * @param headers name and bytes, in order, repeated ones too
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Arrived(Position position, byte @Nullable [] key, List<RawHeader> headers, byte @Nullable [] payload) {
    /** Where a record stood; the timestamp tells a cluster that was set up anew from the old one. */
    record Position(String channel, int partition, long offset, long timestamp) {}

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record RawHeader(String name, byte @Nullable [] value) {}

    static Arrived of(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        List<RawHeader> headers = new ArrayList<>();
        for (Header header : kafkaRecord.headers()) {
            // No name that is known has a NUL, and the quarantine could not keep it.
            headers.add(new RawHeader(header.key().replace('\0', '\uFFFD'), header.value()));
        }
        Position position = new Position(
                kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset(), kafkaRecord.timestamp());
        return new Arrived(position, kafkaRecord.key(), headers, kafkaRecord.value());
    }

    String channel() {
        return position.channel();
    }

    String keyText() throws Wrong {
        return key == null ? "" : text(key);
    }

    /** Headers as text; one that came twice or is not UTF-8 is wrong. */
    Map<String, String> texts() throws Wrong {
        Map<String, String> texts = new HashMap<>();
        for (RawHeader header : headers) {
            byte[] value = header.value();
            if (texts.putIfAbsent(header.name(), value == null ? "" : text(value)) != null) {
                throw new Wrong("header-repeated");
            }
        }
        return texts;
    }

    private static String text(byte[] bytes) throws Wrong {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Wrong("not-utf-8");
        }
    }
}
