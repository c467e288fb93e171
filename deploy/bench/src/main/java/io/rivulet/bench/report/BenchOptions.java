package io.rivulet.bench.report;

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
public final class BenchOptions {
  private static final int MAX_ROUNDS = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Of which minimum, median and maximum are shown. Default: ${DEFAULT-VALUE}")
  private int rounds = 5;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where figures (JSON) and picture (SVG) go. Default: bench in the data folder")
  private @Nullable Path out;

  /// Rounds, 1 to 100.
  public int rounds() {
    require("rounds", rounds, 1, MAX_ROUNDS);
    return rounds;
  }

  /// Refuses what lies outside of its bounds.
  ///
  /// @param name of the option
  public static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new LocalException(
          "%s must be %d to %d, but is %d".formatted(name, least, most, value));
    }
  }

  public void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /// Prints the tables, what was aimed at, machine and settings; writes figures and picture.
  public void publish(BenchReport report, Table... tables) {
    for (Table table : tables) {
      if (!table.isEmpty()) {
        say("");
        table.lines().forEach(this::say);
      }
    }
    if (!report.targets().isEmpty()) {
      say("");
      Target.table(report.targets()).lines().forEach(this::say);
    }
    say("");
    report.surroundings().forEach(this::say);
    Path folder = out == null ? Path.of(System.getProperty("rivulet.data", "."), "bench") : out;
    Path json = folder.resolve(report.benchmark() + ".json");
    Path picture = folder.resolve(report.benchmark() + ".svg");
    try {
      Files.createDirectories(folder);
      Files.writeString(json, report.json());
      Files.writeString(
          picture,
          Picture.svg(
              "bench %s · %s".formatted(report.benchmark(), report.machine().text()),
              report.charts()));
    } catch (IOException e) {
      throw new LocalException(
          "Figures cannot be written to %s: %s".formatted(folder, e.getMessage()), e);
    }
    say("");
    say("Figures: %s".formatted(json));
    say("Picture: %s".formatted(picture));
  }
}
