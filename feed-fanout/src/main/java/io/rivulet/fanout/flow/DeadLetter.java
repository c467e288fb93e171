package io.rivulet.fanout.flow;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// A record that cannot be processed: its bytes untouched, why and where from in its headers.
public final class DeadLetter {
  private DeadLetter() {}

  public static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record, RecordMetadata from, String reason) {
    RecordHeaders headers = new RecordHeaders(record.headers());
    put(headers, "reason", reason);
    put(headers, "service", "feed-fanout");
    put(headers, "topic", from.topic());
    put(headers, "partition", Integer.toString(from.partition()));
    put(headers, "offset", Long.toString(from.offset()));
    put(headers, "timestamp", Long.toString(record.timestamp()));
    return new Record<>(record.key(), record.value(), record.timestamp(), headers);
  }

  private static void put(RecordHeaders headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
