package io.rivulet.event;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// Events of one topic as Kafka's clients and Kafka Streams want them read and written.
///
/// The deserializer raises [InvalidEventException], also for an empty value. A consumer that must
/// go on after poison reads bytes and calls [EventJson] itself, so that it still has them.
public record EventSerde<E extends Event>(Class<E> type) implements Serde<E> {

  @Override
  public Serializer<E> serializer() {
    return (_, event) -> EventJson.encode(event);
  }

  @Override
  public Deserializer<E> deserializer() {
    return (_, value) -> EventJson.decode(value, type);
  }
}
