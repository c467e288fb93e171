package io.rivulet.ingest.submission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How submissions are worked on.
///
/// @param consumers threads of this process, 0 (none) to 64; default 1. More than the topic has
///   partitions are idle
/// @param batch records worked on before their offsets are committed, 1 to 10,000; default 500
/// @param clientKeys how long replies and boosts may name a post by its client key, 1 minute to 30
///   days; default 1 day. Each key costs Redis some 150 bytes as long. What was decided on an
///   unblock or an answer to a request is remembered as long, for a replay
/// @param patience how long a record waits for the fan-out to write the post it names by a client
///   key, or the request it answers, 0 to 1 minute; default 5 s. It is there within a fraction of
///   this unless the fan-out lags; all later records of the thread wait with it
public record SubmissionSettings(int consumers, int batch, Duration clientKeys, Duration patience) {
  public static final SubmissionSettings DEFAULT =
      new SubmissionSettings(1, 500, Duration.ofDays(1), Duration.ofSeconds(5));

  public SubmissionSettings {
    require("consumers", consumers, 0, 64);
    require("batch", batch, 1, 10_000);
    require("clientKeys (minutes)", clientKeys.toMinutes(), 1, 30 * 24 * 60);
    require("patience (ms)", patience.toMillis(), 0, 60_000);
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "submissions." + name + " must be " + least + " to " + most + ", but is " + value);
    }
  }

  @JsonCreator
  static SubmissionSettings of(
      @JsonProperty("consumers") @Nullable Integer consumers,
      @JsonProperty("batch") @Nullable Integer batch,
      @JsonProperty("clientKeys") @Nullable Duration clientKeys,
      @JsonProperty("patience") @Nullable Duration patience) {
    return new SubmissionSettings(
        consumers == null ? DEFAULT.consumers : consumers,
        batch == null ? DEFAULT.batch : batch,
        clientKeys == null ? DEFAULT.clientKeys : clientKeys,
        patience == null ? DEFAULT.patience : patience);
  }
}
