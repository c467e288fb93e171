package io.rivulet.cli;

import io.rivulet.redis.Redis;
import io.rivulet.repartition.Repartition;
import io.rivulet.repartition.RepartitionSettings;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `repartition`
@Command(
    name = "repartition",
    description = {
      "Adds partitions to the topics of truth, the deliveries and the state of the",
      "fan-out, of a system that runs. Meanwhile nobody publishes (503, and submissions",
      "wait) and nothing is delivered; home timelines are read as ever.",
      "Killed at any moment, the same command run again goes on. Takes the rights of an",
      "administrator of Kafka: --kafka-properties."
    },
    mixinStandardHelpOptions = true)
final class RepartitionCommand implements Runnable {
  @Mixin private KafkaOption kafka = new KafkaOption();
  @Mixin private RedisOption redis = new RedisOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Wish wish = new Wish();

  /// What is wanted.
  static final class Wish {
    @Option(
        names = "--partitions",
        paramLabel = "M",
        description = "How many there are to be: a multiple of what there are, at most 1,024")
    private @Nullable Integer partitions;

    @Option(
        names = "--cancel",
        description = "Ends a change that was begun, if no partition was added yet")
    private boolean cancel;
  }

  @Option(
      names = "--application-id",
      paramLabel = "NAME",
      description = "streams.applicationId of feed-fanout. Default: ${DEFAULT-VALUE}")
  private String applicationId = "feed-fanout";

  @Option(
      names = "--dry-run",
      description = "Only looks whether it can be done, and says how much there is to copy")
  private boolean dryRun;

  @Option(
      names = "--without-redis",
      description = {
        "Leaves Redis alone: workers write again what is in new partitions,",
        "and what is not found there until they have is answered 503"
      })
  private boolean withoutRedis;

  @Option(
      names = "--sending",
      paramLabel = "TIME",
      description = {
        "How long feed-ingest may have something under way, its publish.room",
        "and publish.acknowledgement together. Default: the most, PT40S"
      })
  private Duration sending = RepartitionSettings.LONGEST_SENDING;

  @Override
  public void run() {
    RepartitionSettings settings = settings();
    if (dryRun && wish.cancel) {
      throw new ParameterException(
          spec.commandLine(), "--dry-run: there is nothing to look at with --cancel");
    }
    boolean needsRedis = !withoutRedis && !dryRun && !wish.cancel;
    try (Redis connected = needsRedis ? new Redis(redis.settings(kafka.run())) : null;
        Repartition repartition =
            new Repartition(kafka.settings(), settings, connected, this::say)) {
      if (wish.cancel) {
        repartition.cancel();
      } else if (dryRun) {
        repartition.survey();
      } else {
        var _ = repartition.run();
      }
    }
  }

  private RepartitionSettings settings() {
    if (sending.isNegative()) {
      throw new ParameterException(
          spec.commandLine(), "--sending: expected a time, found " + sending);
    }
    Integer partitions = wish.partitions;
    try {
      return RepartitionSettings.of(applicationId, partitions == null ? 1 : partitions, sending);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "" + e.getMessage(), e);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
