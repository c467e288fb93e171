package io.rivulet.reader.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The section `index` of the configuration. Without it there is no index.
///
/// @param folder where the index lies; it belongs to this process alone, and may be deleted while
///   the process is down
/// @param kafka more settings of the Kafka client, for instance of its security
/// @param refresh how often what was read becomes visible, 10 ms to 1 min, 200 ms by default
/// @param commit how often it is made to last, 100 ms to 10 min, 5 s by default: what a restart has
///   to read again
/// @param ramBuffer megabytes of new entries kept before they are written, 1 to 1,024, 32 by
///   default
public record IndexSettings(
    Path folder, Map<String, String> kafka, Duration refresh, Duration commit, int ramBuffer) {
  private static final Duration REFRESH = Duration.ofMillis(200);
  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final int RAM_BUFFER = 32;

  public IndexSettings {
    kafka = Map.copyOf(kafka);
    check("refresh", refresh, Duration.ofMillis(10), Duration.ofMinutes(1));
    check("commit", commit, Duration.ofMillis(100), Duration.ofMinutes(10));
    if (ramBuffer < 1 || ramBuffer > 1_024) {
      throw new IllegalArgumentException("index.ramBuffer must be 1 to 1024, but is " + ramBuffer);
    }
  }

  /// Of a folder, all else by default.
  public static IndexSettings of(Path folder) {
    return of(folder, null, null, null, null);
  }

  @JsonCreator
  static IndexSettings of(
      @JsonProperty(value = "folder", required = true) Path folder,
      @JsonProperty("kafka") @Nullable Map<String, String> kafka,
      @JsonProperty("refresh") @Nullable Duration refresh,
      @JsonProperty("commit") @Nullable Duration commit,
      @JsonProperty("ramBuffer") @Nullable Integer ramBuffer) {
    return new IndexSettings(
        folder,
        kafka == null ? Map.of() : kafka,
        refresh == null ? REFRESH : refresh,
        commit == null ? COMMIT : commit,
        ramBuffer == null ? RAM_BUFFER : ramBuffer);
  }

  private static void check(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "index.%s must be %s to %s, but is %s".formatted(name, least, most, value));
    }
  }

  /// Of Kafka's settings only the names: passwords are among them.
  @Override
  public String toString() {
    return "IndexSettings[%s, kafka=%s]".formatted(folder, kafka.keySet());
  }
}
