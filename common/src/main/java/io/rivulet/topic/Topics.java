package io.rivulet.topic;

import io.rivulet.event.AccountEvent;
import io.rivulet.event.ActEvent;
import io.rivulet.event.Event;
import io.rivulet.event.PostEvent;
import io.rivulet.event.RelationEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// All topics of Rivulet: names, keys, partitions, configuration.
///
/// Posts, relations, accounts and acts are co-partitioned: one plan task reads all of an author.
/// Their keys are decimal ids and their producers use Java's default partitioner, so an id is in
/// the same partition of each. More partitions move keys, so none are added but by `deploy/rivulet
/// repartition`, which has each record that moves stay where it was, too: whoever reads from the
/// beginning passes over what [#isElsewhere] tells.
public final class Topics {

  /// What outside producers ask for, unvalidated. Keyed by anything.
  public static final String SUBMISSIONS = "feed.submissions.v1";

  /// [PostEvent]s, keyed by author. The truth: kept for ever.
  public static final String POSTS = "feed.posts.v1";

  /// [RelationEvent]s, keyed by target. The truth: kept for ever.
  public static final String RELATIONS = "feed.relations.v1";

  /// [ActEvent]s, keyed by the account that acts. The truth: kept for ever.
  public static final String ACTS = "feed.acts.v1";

  /// [AccountEvent]s, keyed by account. Compacted.
  public static final String ACCOUNTS = "feed.accounts.v1";

  /// From the plan to the delivery stage; internal and binary. Partition = shard mod partitions.
  public static final String DELIVERIES = "feed.deliveries.v1";

  /// What could not be used, untouched, with the reason in headers. Kept for ever.
  public static final String DEAD_LETTERS = "feed.dead-letters.v1";

  /// The newest record says over how many partitions the others are spread, and whether that is
  /// being changed, see [Layout]. Compacted.
  public static final String LAYOUT = "feed.layout.v1";

  /// The topics that must have the same number of partitions.
  public static final Set<String> CO_PARTITIONED = Set.of(POSTS, RELATIONS, ACCOUNTS, ACTS);

  /// Partitions of posts, relations, accounts, acts and deliveries unless set otherwise.
  public static final int DEFAULT_PARTITIONS = 8;

  private static final int SUBMISSIONS_PARTITIONS = 4;

  /// How long submissions can be replayed.
  static final Duration SUBMISSIONS_RETENTION = Duration.ofDays(7);

  /// How long a delivery stage may be away before it must rebuild.
  static final Duration DELIVERIES_RETENTION = Duration.ofDays(7);

  /// A submission of the greatest size, with its key and headers.
  private static final int SUBMISSION_BYTES = 1_153_434;

  /// A dead letter carries a submission and its reasons.
  private static final int DEAD_LETTER_BYTES = 1_258_291;

  private static final String FOR_EVER = "-1";

  /// The key of what only takes an offset, in a topic that is compacted and has no records without.
  private static final byte[] NOBODY = {0};

  private Topics() {}

  /// The topic in which an event belongs.
  public static String of(Event event) {
    return switch (event) {
      case PostEvent _ -> POSTS;
      case RelationEvent _ -> RELATIONS;
      case AccountEvent _ -> ACCOUNTS;
      case ActEvent _ -> ACTS;
    };
  }

  /// The partition that records keyed by an id are in, of a co-partitioned topic: what Java's
  /// default partitioner says.
  ///
  /// @param partitions of the topic
  public static int partition(long id, int partitions) {
    return Utils.toPositive(Utils.murmur2(key(id))) % partitions;
  }

  /// Whether a record of a co-partitioned topic is none of its partition's: it moved to another one
  /// when partitions were added, and lies there at the same offset; or it only takes the offset of
  /// one that lies elsewhere.
  ///
  /// @param partition it was read from
  /// @param partitions of the topic now
  public static boolean isElsewhere(
      byte @Nullable [] key, byte @Nullable [] value, int partition, int partitions) {
    if (isFiller(key, value)) {
      return true;
    }
    return key != null && Utils.toPositive(Utils.murmur2(key)) % partitions != partition;
  }

  /// Whether a record only takes an offset.
  public static boolean isFiller(byte @Nullable [] key, byte @Nullable [] value) {
    return value == null && (key == null || Arrays.equals(key, NOBODY));
  }

  /// The key of a record that only takes an offset.
  public static byte @Nullable [] fillerKey(String topic) {
    return topic.equals(ACCOUNTS) ? NOBODY.clone() : null;
  }

  /// The key of a record: decimal digits.
  public static byte[] key(long id) {
    return Long.toString(id).getBytes(StandardCharsets.US_ASCII);
  }

  /// What topics there must be.
  ///
  /// @param partitions of posts, relations, accounts, acts and deliveries
  /// @param replication copies of each partition; from three on, two must have a record before it
  ///   counts
  /// @throws IllegalArgumentException if there are more than 1,024 partitions (there are 1,024
  ///   shards) or a number is not positive
  public static List<TopicSpec> spec(int partitions, int replication) {
    if (partitions < 1 || partitions > 1_024) {
      throw new IllegalArgumentException("partitions: expected 1 to 1024, found " + partitions);
    }
    if (replication < 1 || replication > Short.MAX_VALUE) {
      throw new IllegalArgumentException("replication: expected at least 1, found " + replication);
    }
    return List.of(
        topic(SUBMISSIONS, SUBMISSIONS_PARTITIONS, replication, submissions()),
        topic(POSTS, partitions, replication, keptFor(FOR_EVER)),
        topic(RELATIONS, partitions, replication, keptFor(FOR_EVER)),
        topic(ACTS, partitions, replication, keptFor(FOR_EVER)),
        topic(ACCOUNTS, partitions, replication, Map.of("cleanup.policy", "compact")),
        topic(DELIVERIES, partitions, replication, deliveries()),
        topic(LAYOUT, 1, replication, Map.of("cleanup.policy", "compact")),
        topic(DEAD_LETTERS, 1, replication, deadLetters()));
  }

  private static TopicSpec topic(
      String name, int partitions, int replication, Map<String, String> config) {
    return new TopicSpec(name, partitions, (short) replication, config)
        .with("min.insync.replicas", replication >= 3 ? "2" : "1");
  }

  private static Map<String, String> keptFor(String retentionMillis) {
    return Map.of(
        "cleanup.policy", "delete", "retention.ms", retentionMillis, "retention.bytes", FOR_EVER);
  }

  /// The broker's time, since ids are made of it and producers' clocks cannot be trusted.
  private static Map<String, String> submissions() {
    return Map.of(
        "cleanup.policy",
        "delete",
        "retention.ms",
        millis(SUBMISSIONS_RETENTION),
        "retention.bytes",
        FOR_EVER,
        "max.message.bytes",
        Integer.toString(SUBMISSION_BYTES),
        "message.timestamp.type",
        "LogAppendTime");
  }

  /// The broker's time: what is planned anew from old posts must not count as old itself.
  private static Map<String, String> deliveries() {
    Map<String, String> config = new HashMap<>(keptFor(millis(DELIVERIES_RETENTION)));
    config.put("message.timestamp.type", "LogAppendTime");
    return config;
  }

  /// The broker's time: when a letter was written, not what it is about.
  private static Map<String, String> deadLetters() {
    return Map.of(
        "cleanup.policy",
        "delete",
        "retention.ms",
        FOR_EVER,
        "retention.bytes",
        FOR_EVER,
        "max.message.bytes",
        Integer.toString(DEAD_LETTER_BYTES),
        "message.timestamp.type",
        "LogAppendTime");
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
