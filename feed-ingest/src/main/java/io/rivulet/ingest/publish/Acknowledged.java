package io.rivulet.ingest.publish;

/// Where Kafka put an event. The offset is the version of what the event made; the partition tells
/// which offsets it can be compared with.
public record Acknowledged(int partition, long offset) {}
