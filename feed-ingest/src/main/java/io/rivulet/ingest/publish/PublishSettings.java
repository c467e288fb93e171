package io.rivulet.ingest.publish;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Bounds of a publication over HTTP.
///
/// @param acknowledgement how long Kafka may take to acknowledge, 100 ms to 30 s; default 2 s. A
///   cluster that elects leaders more slowly makes clients retry
/// @param room how long a request may wait for room in the buffer or for a topic's leader, 10 ms to
///   10 s; default 500 ms
/// @param bufferBytes what may wait for Kafka, 1 MiB to 1 GiB; default 32 MiB
public record PublishSettings(Duration acknowledgement, Duration room, long bufferBytes) {
  public static final PublishSettings DEFAULT =
      new PublishSettings(Duration.ofSeconds(2), Duration.ofMillis(500), 32L << 20);

  public PublishSettings {
    require("acknowledgement", acknowledgement, 100, 30_000);
    require("room", room, 10, 10_000);
    if (bufferBytes < 1L << 20 || bufferBytes > 1L << 30) {
      throw new IllegalArgumentException(
          "publish.bufferBytes must be 1 MiB to 1 GiB, but is " + bufferBytes);
    }
  }

  private static void require(String name, Duration value, long least, long most) {
    if (value.toMillis() < least || value.toMillis() > most) {
      throw new IllegalArgumentException(
          "publish." + name + " must be " + least + " to " + most + " ms, but is " + value);
    }
  }

  @JsonCreator
  static PublishSettings of(
      @JsonProperty("acknowledgement") @Nullable Duration acknowledgement,
      @JsonProperty("room") @Nullable Duration room,
      @JsonProperty("bufferBytes") @Nullable Long bufferBytes) {
    return new PublishSettings(
        acknowledgement == null ? DEFAULT.acknowledgement : acknowledgement,
        room == null ? DEFAULT.room : room,
        bufferBytes == null ? DEFAULT.bufferBytes : bufferBytes);
  }
}
