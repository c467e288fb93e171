package io.rivulet.cli;

import io.rivulet.kafka.KafkaSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which Kafka a command talks to: that of a local run, or any.
public final class KafkaOption {
  @Mixin private DataOption run = new DataOption();

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Bootstrap servers, if not those of a local run")
  private @Nullable String servers;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description =
          "How to encrypt and sign in (security.*, sasl.*, ssl.*), if --kafka asks for it")
  private @Nullable Path properties;

  /// How Kafka is reached.
  public KafkaSettings settings() {
    return servers == null
        ? run.instance().kafkaSettings()
        : new KafkaSettings(servers, properties);
  }

  /// The local run that is meant, if no servers are named.
  DataOption run() {
    return run;
  }
}
