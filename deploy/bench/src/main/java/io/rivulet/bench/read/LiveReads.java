package io.rivulet.bench.read;

import io.rivulet.bench.fanout.Accounts;
import io.rivulet.bench.fanout.FanoutStack;
import io.rivulet.bench.fanout.LiveFeed;
import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.graph.Reed98;
import io.rivulet.bench.machine.Usage;
import io.rivulet.bench.report.Machine;
import io.rivulet.local.IngestAlone;
import io.rivulet.local.LocalException;
import io.rivulet.local.ReaderAlone;
import io.rivulet.local.Reporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    reader = ReaderAlone.start(stack.folder("reader"), stack.redisServer().uri(), settings.jvm());
    ingest =
        IngestAlone.start(
            stack.folder("ingest"),
            stack.kafka().bootstrapServers(),
            stack.redisServer().uri(),
            reader.tokenKeys(),
            INGEST_JVM);
    accounts = IntStream.range(0, graph.accounts()).mapToObj(Accounts::id).toList();
    tokens = accounts.stream().map(reader::token).toList();
    home = HomeRequests.of(reader, tokens, "");
    HttpLoad.some(reader.port(), home.each(), settings.connections(), home.count());
  }

  /// Home pages while posts are published at half the rate that is kept up with.
  void besideFanOut() {
    double rate = feed.mostPostsASecond() / 2;
    String what = String.format(Locale.ROOT, "home, %,.0f posts/s beside", rate);
    posting(rate, () -> read(what, new int[] {reader.port()}, () -> new Request(0, home.get())));
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
    read("60 % home, 30 % author, 10 % compose", ports, new MixedRequests(ports, accounts, tokens));
  }

  /// As much as possible, to warm up and to measure; then the rates.
  private void read(String what, int[] ports, Supplier<Request> requests) {
    long end = System.nanoTime() + settings.warmUp().toNanos();
    while (System.nanoTime() < end) {
      Loaded loaded = HttpLoad.closed(ports, requests, settings.connections(), STEP);
      reporter.say("warming up, %s: %,.0f/s".formatted(what, loaded.perSecond()));
    }
    measure(
        what,
        MAXIMUM,
        ports,
        () -> HttpLoad.closed(ports, requests, settings.connections(), settings.round()));
    for (double rate : settings.rates()) {
      measure(
          what,
          "%,.0f/s".formatted(rate),
          ports,
          () -> HttpLoad.open(ports, requests, ReadBench.OPEN_CONNECTIONS, rate, settings.round()));
    }
  }

  private void measure(String what, String load, int[] ports, Supplier<Loaded> work) {
    FanoutStack stack = feed.stack();
    var rounds =
        new ReadRounds(
            what, load, stack.redis(), stack.redisServer().pid(), () -> cpuSeconds(ports));
    for (int round = 0; round < settings.rounds(); round++) {
      rounds.round(work);
    }
    ReadRow row = rounds.row();
    rows.add(row);
    reporter.say(String.join(" | ", row.cells()));
  }

  /// Of the services that are asked, those at some ports.
  private double cpuSeconds(int[] ports) {
    return Stream.of(reader, ingest)
        .filter(service -> IntStream.of(ports).anyMatch(port -> port == service.port()))
        .mapToDouble(service -> Usage.cpuSeconds(service.pid()))
        .sum();
  }

  /// Where all this runs.
  Machine machine() {
    return feed.stack().machine();
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
