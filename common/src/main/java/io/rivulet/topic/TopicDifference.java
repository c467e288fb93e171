package io.rivulet.topic;

/// How a topic that exists differs from what it must be.
///
/// @param what `partitions`, `replication` or the name of a configuration
public record TopicDifference(String topic, String what, String expected, String found) {

  @Override
  public String toString() {
    return topic + ": " + what + ": expected " + expected + ", found " + found;
  }
}
