package io.rivulet.faults.run;

import io.rivulet.faults.fault.FaultKind;
import io.rivulet.local.LocalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `faults`
@Command(
    name = "faults",
    description = {
      "Starts the whole system on servers of its own (three Kafka nodes, a Redis Cluster with"
          + " replicas, three fan-out workers, two readers, two ingests), puts a load on it, breaks"
          + " something every few seconds, times the recovery, and audits everything at the end.",
      "As root every host has a network of its own, which can be cut, lossy and slow; what the"
          + " machine cannot do is left out, and told."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2,
    footer = {
      "",
      "Exit codes: 0 all is as it must be, 1 something is lost, repeated, wrong or did not recover,"
          + " 2 the run could not be made."
    })
public final class FaultsCommand implements Callable<Integer> {
  private static final int LONGEST = 240;
  private static final int HIGHEST_RATE = 1_000;

  /// A rolling upgrade takes what it takes; the load goes on until its end.
  private static final Duration ROLLING = Duration.ofMinutes(1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Other seeds, other faults. Default: drawn, and told")
  private long seed = System.nanoTime() % 1_000_000;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description =
          "How long faults are made, 1 to 240, and on until each kind has happened once. Default:"
              + " ${DEFAULT-VALUE}")
  private int minutes = 20;

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      completionCandidates = Kinds.class,
      description = "Which, of: ${COMPLETION-CANDIDATES}. Default: all")
  private List<String> kinds = List.of();

  @Option(
      names = "--rolling",
      description =
          "Instead of faults: every process is ended in order and started again, one after the"
              + " other. No request may fail then that is tried again as documented")
  private boolean rolling;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Acts a second, 1 to 1,000. Default: ${DEFAULT-VALUE}")
  private int rate = 20;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the report goes as JSON, too")
  private @Nullable Path report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where data and logs are kept. Default: a folder that is deleted")
  private @Nullable Path data;

  @Option(
      names = "--prefix",
      paramLabel = "P",
      description =
          "Of the names of namespaces and devices, up to 8 letters: for several runs on one"
              + " machine. Default: ${DEFAULT-VALUE}")
  private String prefix = "rivulet";

  /// For the help.
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(FaultKind.values()).map(FaultKind::title).iterator();
    }
  }

  @Override
  public Integer call() {
    FaultSettings settings = settings();
    FaultReport found = run(settings);
    found.lines().forEach(this::say);
    if (report != null) {
      write(found, report);
    }
    return found.clean() ? 0 : 1;
  }

  private FaultReport run(FaultSettings settings) {
    var run = new FaultRun(settings, this::say);
    // Ctrl-C and SIGTERM end the JVM, which waits for this.
    var hook = new Thread(run::close, "end-of-faults");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return run.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    } finally {
      run.close();
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is ending, and the hook is at work.
    }
  }

  private FaultSettings settings() {
    require(minutes >= 1 && minutes <= LONGEST, "minutes: expected 1 to 240, found " + minutes);
    require(rate >= 1 && rate <= HIGHEST_RATE, "rate: expected 1 to 1000, found " + rate);
    require(
        prefix.matches("[a-z]{1,8}"), "prefix: expected 1 to 8 letters a to z, found " + prefix);
    require(!rolling || kinds.isEmpty(), "--rolling and --kinds exclude each other");
    return new FaultSettings(
        seed,
        rolling ? ROLLING : Duration.ofMinutes(minutes),
        rolling ? List.of() : chosen(),
        rate,
        Optional.ofNullable(data),
        prefix);
  }

  private List<FaultKind> chosen() {
    if (kinds.isEmpty()) {
      return List.of(FaultKind.values());
    }
    return kinds.stream()
        .map(
            title ->
                FaultKind.named(title)
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                spec.commandLine(),
                                "kinds: no kind of fault is called %s; there are %s"
                                    .formatted(title, all()))))
        .toList();
  }

  private static String all() {
    return Arrays.stream(FaultKind.values())
        .map(FaultKind::title)
        .collect(Collectors.joining(", "));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static void write(FaultReport found, Path file) {
    try {
      Files.writeString(file, found.json());
    } catch (IOException e) {
      throw new LocalException("The report cannot be written to " + file, e);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
