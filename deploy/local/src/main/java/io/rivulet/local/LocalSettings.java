package io.rivulet.local;

import io.rivulet.trace.TracingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// How a local run is to be.
///
/// @param data folder that keeps everything between runs, made if absent; empty for a temporary one
///   that is removed at the end
/// @param port where the API is served on 127.0.0.1, 1 to 65535
/// @param partitions of the main topics, 1 to 1024; they must stay the same for a data folder,
///   unless more were added since: then there are as many as that
/// @param pullAbove authors with more followers are not pushed but pulled by readers: a number, 0
///   to pull all, `none` to push all; empty for the fan-out's own default
/// @param hotPosts how long posts are kept in Redis; empty for ever
/// @param encryption connections are encrypted, and everybody signs in; empty for plain text
/// @param redis one that is there, or a cluster, as `redis://host:port,…`; empty for one of its own
/// @param traces where the traces of all posts and requests go, see
///   [io.rivulet.trace.TracingSettings]; empty for none
/// @param workers fan-out workers to begin with, 1 to [#MOST_WORKERS]; empty for as many as the
///   last run with this data had at its end, and one if there was none
public record LocalSettings(
    Optional<Path> data,
    int port,
    int partitions,
    Optional<String> pullAbove,
    Optional<Duration> hotPosts,
    Optional<Encryption> encryption,
    Optional<String> redis,
    Optional<String> traces,
    OptionalInt workers) {
  /// More would not fit a developer's machine: each is a JVM with 256 MB of heap and stores of its
  /// own beside it.
  public static final int MOST_WORKERS = 16;

  /// Stream threads of a worker.
  public static final int WORKER_THREADS = 2;

  /// How a secure run is to be.
  ///
  /// @param redirectPort for HTTP, from where those who look are sent to HTTPS
  public record Encryption(OptionalInt redirectPort) {
    public Encryption {
      redirectPort.ifPresent(port -> require("http-port", port, 65_535));
    }
  }

  private static final Pattern THRESHOLD = Pattern.compile("none|\\d{1,9}");

  public LocalSettings {
    require("port", port, 65_535);
    require("partitions", partitions, 1_024);
    pullAbove.ifPresent(LocalSettings::requireThreshold);
    traces.ifPresent(LocalSettings::requireAddress);
    workers.ifPresent(LocalSettings::requireWorkers);
  }

  /// In plain text, with all posts in Redis.
  public LocalSettings(Optional<Path> data, int port, int partitions, Optional<String> pullAbove) {
    this(data, port, partitions, pullAbove, Optional.empty(), Optional.empty());
  }

  /// With a Redis of its own.
  public LocalSettings(
      Optional<Path> data,
      int port,
      int partitions,
      Optional<String> pullAbove,
      Optional<Duration> hotPosts,
      Optional<Encryption> encryption) {
    this(
        data,
        port,
        partitions,
        pullAbove,
        hotPosts,
        encryption,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /// With the fan-out's own threshold of large authors.
  public LocalSettings(Optional<Path> data, int port, int partitions) {
    this(data, port, partitions, Optional.empty());
  }

  /// With posts in Redis for some time only.
  public LocalSettings withHotPosts(Duration window) {
    return new LocalSettings(
        data, port, partitions, pullAbove, Optional.of(window), encryption, redis, traces, workers);
  }

  /// With a Redis that is there.
  public LocalSettings withRedis(String uri) {
    return new LocalSettings(
        data, port, partitions, pullAbove, hotPosts, encryption, Optional.of(uri), traces, workers);
  }

  /// With everything traced.
  ///
  /// @param collector that takes OTLP over HTTP, `http://127.0.0.1:4318` say
  public LocalSettings withTraces(String collector) {
    return new LocalSettings(
        data,
        port,
        partitions,
        pullAbove,
        hotPosts,
        encryption,
        redis,
        Optional.of(collector),
        workers);
  }

  /// With so many workers to begin with.
  public LocalSettings withWorkers(int count) {
    return new LocalSettings(
        data,
        port,
        partitions,
        pullAbove,
        hotPosts,
        encryption,
        redis,
        traces,
        OptionalInt.of(count));
  }

  static void requireWorkers(int count) {
    require("workers", count, MOST_WORKERS);
  }

  private static void requireThreshold(String value) {
    if (!THRESHOLD.matcher(value).matches()) {
      throw new LocalException(
          "pull-above must be a number of followers up to 999999999, or none, but is " + value);
    }
  }

  private static void requireAddress(String value) {
    try {
      var _ = TracingSettings.to(value, 1);
    } catch (IllegalArgumentException e) {
      throw new LocalException("trace: " + e.getMessage(), e);
    }
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new LocalException("%s must be 1 to %d, but is %d".formatted(name, most, value));
    }
  }
}
