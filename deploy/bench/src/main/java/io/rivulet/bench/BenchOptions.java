package io.rivulet.bench;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What all benchmarks are asked alike.
final class BenchOptions {
  private static final int MAX_ROUNDS = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Of which minimum, median and maximum are shown. Default: ${DEFAULT-VALUE}")
  private int rounds = 5;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too")
  private @Nullable Path json;

  /// Rounds, 1 to 100.
  int rounds() {
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw new LocalException("rounds must be 1 to %d, but is %d".formatted(MAX_ROUNDS, rounds));
    }
    return rounds;
  }

  void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  void publish(BenchReport report, Table table) {
    say("");
    table.lines().forEach(this::say);
    say("");
    report.surroundings().forEach(this::say);
    if (json != null) {
      try {
        Files.writeString(json, report.json());
      } catch (IOException e) {
        throw new LocalException("%s cannot be written: %s".formatted(json, e.getMessage()), e);
      }
    }
  }
}
