package io.rivulet.fuzz;

import io.rivulet.local.LocalException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fuzz`
@Command(
    name = "fuzz",
    description = {
      "Starts a system of its own and sends bad input through every door, made at random from a seed:",
      "records of submissions; stored values and records behind ingest (deliveries); bodies; cursors",
      "and parameters; tokens; headers, framing and WebSocket frames. Nothing may crash, hang, answer",
      "5xx, or refuse without saying why. A fault is told with a small case that --repeat sends again.",
      "That too little was sent or answered to say anything is one, too. Exit code 1 if there is one."
    },
    mixinStandardHelpOptions = true)
public final class FuzzCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--doors",
      paramLabel = "DOOR",
      split = ",",
      description = "Which of ${COMPLETION-CANDIDATES}. Default: all")
  private List<Door> doors = Arrays.asList(Door.values());

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "For each door, 1 to 600. Default: ${DEFAULT-VALUE}")
  private int minutes = 10;

  @Option(names = "--seed", paramLabel = "N", description = "Default: by the clock, and printed")
  private @Nullable Long seed;

  @Option(
      names = "--repeat",
      paramLabel = "CASE",
      description = "Sends one case that was printed before, and nothing else")
  private @Nullable String repeat;

  @Override
  public void run() {
    if (minutes < 1 || minutes > 600) {
      throw new LocalException("minutes must be 1 to 600, but is %d".formatted(minutes));
    }
    try (Fuzzer fuzzer = new Fuzzer(this::say)) {
      if (repeat != null) {
        say(repeated(fuzzer, repeat));
        return;
      }
      long chosen = seed == null ? System.currentTimeMillis() : seed;
      List<Outcome> outcomes =
          fuzzer.run(new FuzzSettings(doors, Duration.ofMinutes(minutes), chosen));
      say("");
      outcomes.forEach(outcome -> say(outcome.toString()));
      long faults = outcomes.stream().mapToLong(outcome -> outcome.faults().size()).sum();
      if (faults > 0) {
        throw new LocalException("%d faults".formatted(faults));
      }
    }
  }

  private static String repeated(Fuzzer fuzzer, String reproduction) {
    try {
      return fuzzer.repeat(reproduction);
    } catch (IllegalArgumentException e) {
      throw new LocalException("not a case that was printed: " + e.getMessage(), e);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
