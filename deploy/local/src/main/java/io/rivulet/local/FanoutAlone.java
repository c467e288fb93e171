package io.rivulet.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A fan-out worker between some Kafka and some Redis. Several of them share the work.
public final class FanoutAlone extends ServiceAlone {
  private FanoutAlone(Path folder, Map<String, String> surroundings, List<String> jvm) {
    super(Service.FANOUT, folder, surroundings, jvm);
  }

  /// How a worker is to run.
  ///
  /// @param jvm options for its JVM, such as the size of its heap
  /// @param threads stream threads
  /// @param pullAbove followers above which an author is pulled, or `none`
  public record Settings(List<String> jvm, int threads, String pullAbove) {
    public Settings {
      jvm = List.copyOf(jvm);
    }
  }

  /// Starts it and waits until it is ready.
  ///
  /// @param folder for its configuration, its log and its state
  /// @param kafka bootstrap servers; the topics must be there
  /// @param redis `redis://host:port`
  public static FanoutAlone start(Path folder, String kafka, String redis, Settings settings) {
    return new FanoutAlone(
        folder,
        Map.of(
            "posts",
            "",
            "journeys",
            "false",
            "kafka",
            kafka,
            "redis",
            redis,
            "threads",
            Integer.toString(settings.threads()),
            "largeAuthors",
            "largeAuthors: {threshold: %s}".formatted(settings.pullAbove())),
        settings.jvm());
  }
}
