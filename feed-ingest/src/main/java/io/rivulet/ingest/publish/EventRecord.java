package io.rivulet.ingest.publish;

import io.opentelemetry.api.trace.Span;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.PostEvent;
import io.rivulet.topic.Layout;
import io.rivulet.topic.Topics;
import io.rivulet.trace.TraceHeader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Events as they go to their topics.
public final class EventRecord {
  private EventRecord() {}

  /// The record of an event. Posts that are traced carry on their trace; nothing else does, since
  /// what it takes to follow and to like ends with the request.
  ///
  /// @param span that publishes it
  /// @param layout as it is settled. Producers hear of new partitions sooner or later than anybody
  ///   else, so none of them chooses
  public static ProducerRecord<byte[], byte[]> of(Event event, Span span, Layout layout) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.of(event),
            partition(event, layout),
            Topics.key(event.key()),
            EventJson.encode(event));
    if (event instanceof PostEvent) {
      span.setAttribute("messaging.system", "kafka");
      span.setAttribute("messaging.destination.name", record.topic());
      TraceHeader.put(span.getSpanContext(), record.headers());
    }
    return record;
  }

  private static @Nullable Integer partition(Event event, Layout layout) {
    int partitions = layout.partitions();
    return partitions == 0 ? null : Topics.partition(event.key(), partitions);
  }
}
