package io.rivulet.cli.audit;

import io.rivulet.audit.run.AuditTarget;
import io.rivulet.cli.DataOption;
import io.rivulet.cli.RedisOption;
import io.rivulet.kafka.KafkaSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which system is looked at: a local run, or any.
final class TargetOption {
  @Mixin private DataOption run = new DataOption();
  @Mixin private RedisOption redis = new RedisOption();

  @Option(names = "--address", paramLabel = "URL", description = "API, if not that of a local run")
  private @Nullable String address;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Bootstrap servers, if not those of a local run")
  private @Nullable String kafka;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "How to encrypt and sign in (security.*, sasl.*, ssl.*), with --kafka")
  private @Nullable Path kafkaProperties;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Private key (JWK) that tokens are signed with, if not that of a local run")
  private @Nullable Path key;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "The fan-out's streams.applicationId. Default: ${DEFAULT-VALUE}")
  private String group = AuditTarget.GROUP;

  AuditTarget target() {
    return new AuditTarget(
        address == null ? run.instance().address() : address,
        kafka == null ? run.instance().kafkaSettings() : new KafkaSettings(kafka, kafkaProperties),
        redis.settings(run),
        group,
        key == null ? run.tokens()::of : KeyFile.tokens(key));
  }
}
