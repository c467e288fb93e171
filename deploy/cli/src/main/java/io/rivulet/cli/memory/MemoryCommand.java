package io.rivulet.cli.memory;

import io.rivulet.cli.DataOption;
import io.rivulet.cli.RedisOption;
import io.rivulet.redis.KeySample;
import io.rivulet.redis.Redis;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `memory`
@Command(
    name = "memory",
    description = {
      "Says what Redis holds, by feature, and what a change of a setting would save of what",
      "is there now: from keys drawn at random on each primary, at some microseconds each.",
      "What a change would save of a system that is not there yet: deploy/rivulet plan."
    },
    mixinStandardHelpOptions = true)
public final class MemoryCommand implements Runnable {
  /// Drawn at once: the commands of so many are on their way together.
  private static final int BATCH = 1_000;

  private static final int LEAST = 100;
  private static final int MOST = 1_000_000;

  @Mixin private DataOption run = new DataOption();
  @Mixin private RedisOption redis = new RedisOption();

  @Option(
      names = "--keys",
      paramLabel = "N",
      description = {
        "Drawn on each primary, 100 to 1,000,000; errors halve with four times as many.",
        "Default: ${DEFAULT-VALUE}"
      })
  private int keys = 10_000;

  @Option(
      names = "--time-to-live",
      paramLabel = "TIME",
      description = {
        "home.timeToLive of feed-reader as it is set now: what is left of it tells when a",
        "home timeline was read last. Default: P14D"
      })
  private Duration timeToLive = Duration.ofDays(14);

  @Option(
      names = "--what-if",
      paramLabel = "SETTING=VALUE",
      description = {
        "posts.hot=TIME, home.timeToLive=TIME or journeys=false, as often as wanted; times as",
        "P7D or PT12H. Default: some that are usual"
      })
  private List<String> whatIf = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    if (keys < LEAST || keys > MOST) {
      throw new ParameterException(
          spec.commandLine(),
          "--keys: expected %,d to %,d, found %,d".formatted(LEAST, MOST, keys));
    }
    List<Change> changes = changes();
    PrintWriter out = spec.commandLine().getOut();
    try (Redis asked = new Redis(redis.settings(run))) {
      MemoryReport report = new MemoryReport(draw(asked), Instant.now(), timeToLive);
      report.lines(changes).forEach(out::println);
    }
    out.flush();
  }

  private KeySample draw(Redis asked) {
    KeySample all = asked.await(asked.sample(Math.min(keys, BATCH)));
    for (int drawn = BATCH; drawn < keys; drawn += BATCH) {
      all = all.with(asked.await(asked.sample(Math.min(keys - drawn, BATCH))));
    }
    return all;
  }

  private List<Change> changes() {
    if (whatIf.isEmpty()) {
      return Change.USUAL;
    }
    List<Change> changes = new ArrayList<>();
    for (String one : whatIf) {
      try {
        changes.add(Change.of(one));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--what-if: " + e.getMessage(), e);
      }
    }
    return changes;
  }
}
