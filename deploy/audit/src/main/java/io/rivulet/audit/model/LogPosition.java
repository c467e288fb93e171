package io.rivulet.audit.model;

/// Where a record lies in Kafka.
public record LogPosition(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
