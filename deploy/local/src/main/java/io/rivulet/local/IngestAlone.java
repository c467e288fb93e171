package io.rivulet.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A feed-ingest between some Kafka and some Redis.
public final class IngestAlone extends ServiceAlone {
  private IngestAlone(Path folder, Map<String, String> surroundings, List<String> jvm) {
    super(Service.INGEST, folder, surroundings, jvm);
  }

  /// Starts it and waits until it is ready.
  ///
  /// @param folder for its configuration and its log
  /// @param kafka bootstrap servers; the topics must be there
  /// @param redis `redis://host:port`
  /// @param tokenKeys of whom it accepts tokens, see [ReaderAlone#tokenKeys()]
  /// @param jvm options for its JVM
  public static IngestAlone start(
      Path folder, String kafka, String redis, Path tokenKeys, List<String> jvm) {
    return new IngestAlone(
        folder, Map.of("kafka", kafka, "redis", redis, "tokenKeys", tokenKeys.toString()), jvm);
  }
}
