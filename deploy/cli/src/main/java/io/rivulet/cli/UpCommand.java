package io.rivulet.cli;

import io.rivulet.local.Instance;
import io.rivulet.local.LocalException;
import io.rivulet.local.LocalRun;
import io.rivulet.local.LocalSettings;
import io.rivulet.local.LocalSettings.Encryption;
import io.rivulet.local.seed.Seed;
import io.rivulet.topic.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `up`
@Command(
    name = "up",
    description = {
      "Runs everything on this machine until Ctrl-C: Kafka, Redis and the three services, behind one "
          + "port. An empty data folder is filled with people, follows and posts."
    },
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private DataOption folder = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where the API is served on 127.0.0.1. Default: ${DEFAULT-VALUE}")
  private int port = 8080;

  @Option(names = "--ephemeral", description = "Use a temporary folder, removed at the end")
  private boolean ephemeral;

  @Option(names = "--quiet", description = "Do not go on publishing once the seed is through")
  private boolean quiet;

  @Option(names = "--empty", description = "No seed either: begin without people and posts")
  private boolean empty;

  @Option(
      names = "--secure",
      description =
          "Everything encrypted and signed in: HTTPS, Kafka over TLS with SASL and access lists, Redis over TLS with users; certificates and passwords are made in DIR/secure")
  private boolean secure;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "With --secure: where plain HTTP is sent on to HTTPS. Default: nowhere")
  private @Nullable Integer httpPort;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Of the main topics, fixed for a data folder. Default: ${DEFAULT-VALUE}")
  private int partitions = Topics.DEFAULT_PARTITIONS;

  @Option(
      names = "--pull-above",
      paramLabel = "N|none",
      description =
          "Authors with more than N followers are not pushed into home timelines but pulled by readers; 0 pulls all, none pushes all. Default: the fan-out's own")
  private @Nullable String pullAbove;

  @Option(
      names = "--hot-posts",
      paramLabel = "DURATION",
      description =
          "How long posts are kept in Redis, PT5M say; older ones are asked of the fan-out. Default: for ever")
  private @Nullable Duration hotPosts;

  @Option(
      names = "--trace",
      paramLabel = "URL",
      description =
          "Trace every post and request, to a collector that takes OTLP over HTTP, http://127.0.0.1:4318 say. Default: nothing is traced")
  private @Nullable String traces;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Fan-out workers, 1 to "
              + LocalSettings.MOST_WORKERS
              + "; `scale` changes it while all runs. Default: as many as the data folder's last run had, else 1")
  private @Nullable Integer workers;

  @Override
  public Integer call() throws InterruptedException {
    Optional<Path> data = ephemeral ? Optional.empty() : Optional.of(folder.folder());
    var settings =
        new LocalSettings(
            data,
            port,
            partitions,
            Optional.ofNullable(pullAbove),
            Optional.ofNullable(hotPosts),
            encryption());
    if (traces != null) {
      settings = settings.withTraces(traces);
    }
    if (workers != null) {
      settings = settings.withWorkers(workers);
    }
    var run = new LocalRun(settings, this::say);
    var seeding = new Seeding(!empty, !quiet, this::say);
    var stop = new Thread(() -> stop(run, seeding), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      return serve(run, seeding);
    } catch (RuntimeException e) {
      if (!stop.isAlive()) {
        Runtime.getRuntime().removeShutdownHook(stop);
        run.close();
        throw e;
      }
      // Ctrl-C while starting is no failure.
      stop.join();
      return 0;
    }
  }

  private Optional<Encryption> encryption() {
    if (httpPort != null && !secure) {
      throw new ParameterException(spec.commandLine(), "--http-port goes with --secure only");
    }
    return secure
        ? Optional.of(
            new Encryption(httpPort == null ? OptionalInt.empty() : OptionalInt.of(httpPort)))
        : Optional.empty();
  }

  /// Returns only when the run has failed.
  private Integer serve(LocalRun run, Seeding seeding) throws InterruptedException {
    long began = System.nanoTime();
    Instance instance = run.start();
    instance.trust();
    say(welcome(instance, run.data(), (System.nanoTime() - began) / 1e9));
    seeding.start(instance, run.data());
    try {
      throw new LocalException(run.failure().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Called on Ctrl-C and SIGTERM.
  private void stop(LocalRun run, Seeding seeding) {
    long began = System.nanoTime();
    say("Stopping …");
    seeding.close();
    run.close();
    say("Stopped after %.1f s".formatted((System.nanoTime() - began) / 1e9));
  }

  private String welcome(Instance instance, Path data, double seconds) {
    String where = data.equals(standardFolder()) ? "" : " --data " + data;
    String somebody = empty ? "ann" : Seed.example();
    String first = empty ? "  deploy/rivulet account ann%s%n".formatted(where) : "";
    String commands =
        """
          deploy/rivulet timeline %1$s%2$s --limit 5
          deploy/rivulet post %1$s "Hello, world"%2$s
          curl %4$s-H "Authorization: Bearer $(deploy/rivulet token %1$s%2$s)" "%3$s/api/v1/timelines/home?limit=5"
        """
            .formatted(
                somebody,
                where,
                instance.address(),
                instance.secrets() == null
                    ? ""
                    : "--cacert %s/ca.crt ".formatted(instance.secrets()));
    return "%nReady at %s after %.1f s. Data and logs: %s%n%s%nTry, in another terminal:%n%s%s%nCtrl-C stops everything.%n"
        .formatted(instance.address(), seconds, data, largeAuthors(), first, commands);
  }

  private String largeAuthors() {
    return pullAbove == null
        ? ""
        : "Pulled: authors with %s followers%n".formatted(above(pullAbove));
  }

  private static String above(String threshold) {
    return switch (threshold) {
      case "none" -> "no number of";
      case "0" -> "any number of";
      default -> "more than " + threshold;
    };
  }

  private static Path standardFolder() {
    return Path.of(System.getProperty("rivulet.data", ".rivulet")).toAbsolutePath().normalize();
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
