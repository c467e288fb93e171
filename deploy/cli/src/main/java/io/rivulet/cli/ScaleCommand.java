package io.rivulet.cli;

import io.rivulet.local.LocalSettings;
import io.rivulet.local.scale.ScaleOutcome;
import io.rivulet.local.scale.Scaling;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `scale`
@Command(
    name = "scale",
    description = {
      "Gives a local run N fan-out workers, while everything goes on: more are started, those",
      "that are too many hand over what they have and leave. Shows meanwhile who works, what is",
      "delivered and what waits, and in the end what it cost:",
      "",
      "  Stall   how long the record waited that waited longest, in any partition, from its",
      "          arrival in Kafka until it was in Redis and committed; beside it the same of the",
      "          five seconds before. Commits are a second apart, so it is hardly ever less.",
      "",
      "Ctrl-C ends the watching, not the change. The number outlives the run: `up` begins with",
      "it, unless told another by --workers. Exit code 1 if there are not N workers, then with",
      "the end of the log of the one that did not start."
    },
    mixinStandardHelpOptions = true)
final class ScaleCommand implements Callable<Integer> {
  @Mixin private DataOption run = new DataOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "N",
      description = {
        "1 to " + LocalSettings.MOST_WORKERS + "; with 8 partitions there are 16 tasks, for 8",
        "workers of two threads each"
      })
  private int workers;

  @Override
  public Integer call() {
    if (workers < 1 || workers > LocalSettings.MOST_WORKERS) {
      throw new ParameterException(
          spec.commandLine(),
          "N, the number of workers, must be 1 to %d, but is %d"
              .formatted(LocalSettings.MOST_WORKERS, workers));
    }
    int now = run.instance().workers().size();
    if (now == workers) {
      say("Workers               %d, as before".formatted(now));
      return 0;
    }
    var scaling = new Scaling(run.folder(), Scaling.Settings.DEFAULT, this::say);
    return switch (scaling.to(workers)) {
      case ScaleOutcome.Done done -> {
        done.report().lines().forEach(this::say);
        yield 0;
      }
      case ScaleOutcome.Failed failed -> {
        failed.lines().forEach(line -> spec.commandLine().getErr().println(line));
        yield 1;
      }
    };
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
