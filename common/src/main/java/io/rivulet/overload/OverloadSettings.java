package io.rivulet.overload;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much a service takes on. Beyond that it answers 503 at once.
///
/// @param enabled false to take on whatever comes; default true
/// @param latency how long requests may take on average while many are under way, 1 ms to 1 s, 25
///   ms by default: above it, and above three times what they take by themselves, fewer are worked
///   on at a time
/// @param least requests that are worked on at a time however long they take, 1 to 10,000; default
///   16
/// @param most that are, however short; up to 10,000; default 0: by what one may take of the heap,
///   [#most(long)]
/// @param aside most of those that take longer by their nature (searches, uploads); default 32
/// @param connections that are open to clients at a time, 1 to 1,000,000; default 20,000. Further
///   ones wait until one ends
public record OverloadSettings(
    boolean enabled, Duration latency, int least, int most, int aside, int connections) {
  private static final int MOST = 10_000;
  private static final int MOST_BY_HEAP = 512;

  public static final OverloadSettings DEFAULT =
      new OverloadSettings(true, Duration.ofMillis(25), 16, 0, 32, 20_000);

  public OverloadSettings {
    if (latency.toMillis() < 1 || latency.toMillis() > 1_000) {
      throw new IllegalArgumentException("overload.latency must be 1 ms to 1 s, but is " + latency);
    }
    require("least", least, 1, MOST);
    if (most != 0) {
      require("most", most, least, MOST);
    }
    require("aside", aside, 1, MOST);
    require("connections", connections, 1, 1_000_000);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "overload.%s must be %d to %d, but is %d".formatted(name, least, most, value));
    }
  }

  /// What is set, or else as many as the heap holds, 512 at most.
  ///
  /// @param bytesEach what a request of the service may take of it, at its worst
  public int most(long bytesEach) {
    long held = Runtime.getRuntime().maxMemory() / bytesEach;
    return most == 0 ? Math.clamp(held, least, Math.max(least, MOST_BY_HEAP)) : most;
  }

  @JsonCreator
  static OverloadSettings of(
      @JsonProperty("enabled") @Nullable Boolean enabled,
      @JsonProperty("latency") @Nullable Duration latency,
      @JsonProperty("least") @Nullable Integer least,
      @JsonProperty("most") @Nullable Integer most,
      @JsonProperty("aside") @Nullable Integer aside,
      @JsonProperty("connections") @Nullable Integer connections) {
    return new OverloadSettings(
        enabled == null || enabled,
        latency == null ? DEFAULT.latency : latency,
        least == null ? DEFAULT.least : least,
        most == null ? DEFAULT.most : most,
        aside == null ? DEFAULT.aside : aside,
        connections == null ? DEFAULT.connections : connections);
  }
}
