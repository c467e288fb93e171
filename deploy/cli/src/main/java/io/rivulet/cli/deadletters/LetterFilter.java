package io.rivulet.cli.deadletters;

import io.rivulet.deadletter.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which letters a command is about: those for which all that is given holds.
final class LetterFilter {
  @Option(
      names = "--number",
      paramLabel = "N",
      split = ",",
      description = "Those with these numbers, as `list` prints them")
  private List<Long> numbers = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "REASON", description = "Only those of a reason")
  private @Nullable String reason;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only those that came from a topic")
  private @Nullable String topic;

  @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key, as text")
  private @Nullable String key;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only records that Kafka received at this time or later: 2026-11-22T18:36:50Z")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only records that Kafka received before this time")
  private @Nullable Instant until;

  /// Whether anything is given.
  boolean isGiven() {
    return !numbers.isEmpty()
        || reason != null
        || topic != null
        || key != null
        || since != null
        || until != null;
  }

  boolean holds(Letter letter) {
    var content = letter.content();
    return (numbers.isEmpty() || numbers.contains(letter.offset()))
        && (reason == null || reason.equals(content.reason()))
        && (topic == null || topic.equals(content.source().topic()))
        && (key == null || key.equals(text(content.key())))
        && (since == null || !content.time().isBefore(since))
        && (until == null || content.time().isBefore(until));
  }

  private static @Nullable String text(byte @Nullable [] key) {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }
}
