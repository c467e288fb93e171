package io.rivulet.bench.read;

import io.rivulet.bench.fanout.Accounts;
import io.rivulet.bench.fanout.FanoutStack;
import io.rivulet.bench.fanout.LiveFeed;
import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.graph.Reed98;
import io.rivulet.bench.machine.Usage;
import io.rivulet.local.IngestAlone;
import io.rivulet.local.LocalException;
import io.rivulet.local.ReaderAlone;
import io.rivulet.local.Reporter;
import io.rivulet.redis.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Reads of a feed that lives: while posts are published and delivered, and mixed with the
/// publishing itself, on the graph that DeathStarBench's social network uses (socfb-Reed98; Gan et
/// al., ASPLOS 2019).
final class LiveReads implements AutoCloseable {
  private static final String MAXIMUM = "maximum";
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final List<String> INGEST_JVM =
      List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC");

  /// So that every home timeline has more than a page.
  private static final int POSTS_EACH = 30;

  private final ReadSettings settings;
  private final Reporter reporter;
  private final LiveFeed feed;
  private final ReaderAlone reader;
  private final IngestAlone ingest;
  private final List<Long> accounts;
  private final List<String> tokens;
  private final HomeRequests home;
  private final List<ReadRow> rows = new ArrayList<>();

  LiveReads(ReadSettings settings, Reporter reporter) {
    this.settings = settings;
    this.reporter = reporter;
    reporter.say("A feed that lives: starting Kafka, Redis, a worker, a reader and feed-ingest …");
    FollowGraph graph = new Reed98();
    feed = LiveFeed.open(graph, reporter);
    feed.publish(graph.accounts() * POSTS_EACH);
    FanoutStack stack = feed.stack();
    reader = ReaderAlone.start(folder("reader"), stack.redisServer().uri(), settings.jvm());
    ingest =
        IngestAlone.start(
            folder("ingest"),
            stack.kafka().bootstrapServers(),
            stack.redisServer().uri(),
            reader.tokenKeys(),
            INGEST_JVM);
    accounts = IntStream.range(0, graph.accounts()).mapToObj(Accounts::id).toList();
    tokens = accounts.stream().map(reader::token).toList();
    home = HomeRequests.of(reader, tokens, "");
    HttpLoad.some(reader.port(), home.each(), settings.connections(), home.count());
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(feed.stack().folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Home pages while posts are published at half the rate that is kept up with.
  void besideFanOut() {
    double most = feed.mostPostsASecond();
    reporter.say("warming up, posts at half of %,.0f/s …".formatted(most));
    posting(
        most / 2,
        () -> {
          warmUp(() -> HttpLoad.closed(reader.port(), home, settings.connections(), STEP));
          String what = String.format(Locale.ROOT, "home, %,.0f posts/s beside", most / 2);
          measure(
              what,
              MAXIMUM,
              this::readerSeconds,
              () -> HttpLoad.closed(reader.port(), home, settings.connections(), settings.round()));
          for (double rate : settings.rates()) {
            measure(
                what,
                "%,.0f/s".formatted(rate),
                this::readerSeconds,
                () ->
                    HttpLoad.open(
                        reader.port(), home, ReadBench.OPEN_CONNECTIONS, rate, settings.round()));
          }
        });
  }

  private void posting(double rate, Runnable meanwhile) {
    try (AutoCloseable _ = feed.posting(rate)) {
      meanwhile.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new LocalException("The feed cannot be stopped: " + e.getMessage(), e);
    }
  }

  /// The mix of DeathStarBench's social network: 60 % home timelines, 30 % timelines of an author,
  /// 10 % new posts, which go through feed-ingest, Kafka and the worker.
  void mix() {
    int[] ports = {reader.port(), ingest.port()};
    var requests = new MixedRequests(ports, accounts, tokens);
    warmUp(() -> HttpLoad.closed(ports, requests, settings.connections(), STEP));
    String what = "60 % home, 30 % author, 10 % compose";
    measure(
        what,
        MAXIMUM,
        this::bothSeconds,
        () -> HttpLoad.closed(ports, requests, settings.connections(), settings.round()));
    for (double rate : settings.rates()) {
      measure(
          what,
          "%,.0f/s".formatted(rate),
          this::bothSeconds,
          () -> HttpLoad.open(ports, requests, ReadBench.OPEN_CONNECTIONS, rate, settings.round()));
    }
  }

  private double readerSeconds() {
    return Usage.cpuSeconds(reader.pid());
  }

  private double bothSeconds() {
    return readerSeconds() + Usage.cpuSeconds(ingest.pid());
  }

  private void warmUp(Supplier<Loaded> work) {
    long end = System.nanoTime() + settings.warmUp().toNanos();
    while (System.nanoTime() < end) {
      reporter.say("warming up: %,.0f/s".formatted(work.get().perSecond()));
    }
  }

  private void measure(String what, String load, DoubleSupplier server, Supplier<Loaded> work) {
    Redis redis = feed.stack().redis();
    var rounds = new ReadRounds(what, load, redis, feed.stack().redisServer().pid(), server);
    for (int round = 0; round < settings.rounds(); round++) {
      rounds.round(work);
    }
    ReadRow row = rounds.row();
    rows.add(row);
    reporter.say(String.join(" | ", row.cells()));
  }

  List<ReadRow> rows() {
    return List.copyOf(rows);
  }

  @Override
  public void close() {
    ingest.close();
    reader.close();
    feed.close();
  }
}
