package io.rivulet.fanout;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the Streams job runs; a change takes a restart.
///
/// @param applicationId group and prefix of the changelogs, `feed-fanout` by default; another one
///   starts from nothing
/// @param stateDirectory where the stores lie; lost without harm, since Kafka has their changelogs
/// @param threads stream threads, 1 to 64; 2 by default. More than the tasks (twice the partitions)
///   are idle
/// @param storeMegabytes what all state stores of the worker hold outside its heap, 16 to
///   1,048,576; 48 by default. Where the stores are much larger, follows and posts wait for the
///   disk
/// @param commitInterval between commits, 1 s by default: what a crash has processed once more
/// @param patience how long a record, and a commit asked for, wait for Redis before consumption is
///   stopped; 1 s by default
/// @param replicas of each Redis primary that have to have what is committed to Kafka, 0 to 10; 1
///   by default. Of those that are connected: where none is, none is waited for
/// @param closePatience how long a commit at a close or a revocation waits for Redis; 3 s by
///   default
/// @param properties for Kafka Streams and its clients, over what Rivulet sets
public record StreamsSettings(
    String applicationId,
    String stateDirectory,
    int threads,
    int storeMegabytes,
    Duration commitInterval,
    Duration patience,
    Duration closePatience,
    int replicas,
    Map<String, String> properties) {

  /// What holds where the file says nothing.
  public static final StreamsSettings DEFAULT =
      new StreamsSettings(null, null, null, null, null, null, null, null, null);

  public StreamsSettings(
      @JsonProperty("applicationId") @Nullable String applicationId,
      @JsonProperty("stateDirectory") @Nullable String stateDirectory,
      @JsonProperty("threads") @Nullable Integer threads,
      @JsonProperty("storeMegabytes") @Nullable Integer storeMegabytes,
      @JsonProperty("commitInterval") @Nullable Duration commitInterval,
      @JsonProperty("patience") @Nullable Duration patience,
      @JsonProperty("closePatience") @Nullable Duration closePatience,
      @JsonProperty("replicas") @Nullable Integer replicas,
      @JsonProperty("properties") @Nullable Map<String, String> properties) {
    this(
        applicationId == null ? "feed-fanout" : applicationId,
        stateDirectory == null ? "state" : stateDirectory,
        threads == null ? 2 : threads.intValue(),
        storeMegabytes == null ? StateStores.MEGABYTES : storeMegabytes.intValue(),
        commitInterval == null ? Duration.ofSeconds(1) : commitInterval,
        patience == null ? Duration.ofSeconds(1) : patience,
        closePatience == null ? Duration.ofSeconds(3) : closePatience,
        replicas == null ? 1 : replicas.intValue(),
        properties == null ? Map.of() : properties);
  }

  public StreamsSettings {
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("streams.threads: expected 1 to 64, found " + threads);
    }
    if (storeMegabytes < 16 || storeMegabytes > 1 << 20) {
      throw new IllegalArgumentException(
          "streams.storeMegabytes: expected 16 to 1,048,576, found " + storeMegabytes);
    }
    if (replicas < 0 || replicas > 10) {
      throw new IllegalArgumentException("streams.replicas: expected 0 to 10, found " + replicas);
    }
    properties = Map.copyOf(properties);
  }

  /// Of the properties only the names: passwords of Kafka are among them.
  @Override
  public String toString() {
    return "StreamsSettings[%s, threads=%d, properties=%s]"
        .formatted(applicationId, threads, properties.keySet());
  }
}
