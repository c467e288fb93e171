package io.rivulet.audit.log;

import io.rivulet.audit.model.LogPosition;
import io.rivulet.event.Event;

/// A valid record of a topic of truth.
///
/// @param timestamp as Kafka has it, in milliseconds since 1970
public record LogRecord(LogPosition at, long timestamp, Event event) {}
