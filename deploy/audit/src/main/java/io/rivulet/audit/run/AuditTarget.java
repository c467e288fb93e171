package io.rivulet.audit.run;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.redis.RedisSettings;
import java.util.function.LongFunction;

/// The system to be audited.
///
/// @param address of the API: scheme, host and port
/// @param kafka how Kafka is reached
/// @param redis how Redis is reached; only looked at by what inspects Redis
/// @param group the fan-out's `streams.applicationId`
/// @param tokens a bearer token of an account, with the scope to read
public record AuditTarget(
    String address,
    KafkaSettings kafka,
    RedisSettings redis,
    String group,
    LongFunction<String> tokens) {
  /// The group of a fan-out that was not given another.
  public static final String GROUP = "feed-fanout";

  /// One without security.
  public AuditTarget(
      String address, String kafka, String redis, String group, LongFunction<String> tokens) {
    this(address, KafkaSettings.of(kafka), RedisSettings.of(redis), group, tokens);
  }
}
