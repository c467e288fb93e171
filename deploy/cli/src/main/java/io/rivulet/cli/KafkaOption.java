package io.rivulet.cli;

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

  /// Bootstrap servers.
  public String servers() {
    return servers == null ? run.instance().kafka() : servers;
  }
}
