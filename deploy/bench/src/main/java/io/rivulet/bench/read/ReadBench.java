package io.rivulet.bench.read;

import io.rivulet.bench.Filling;
import io.rivulet.bench.Workbench;
import io.rivulet.bench.machine.Usage;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.local.LocalException;
import io.rivulet.local.ReaderAlone;
import io.rivulet.local.Reporter;
import io.rivulet.servers.JavaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads home timelines of a [Crowd] over HTTP, as fast as possible and at rates.
final class ReadBench {
  /// Connections of the open load: enough that requests do not wait for one.
  static final int OPEN_CONNECTIONS = 64;

  private static final Duration WARM_UP_STEP = Duration.ofSeconds(10);
  private static final double[] SHARES = {0.5, 0.8};
  private static final String MAXIMUM = "maximum";

  private static final int[] PULLED = {5, 50};

  private final Workbench bench;
  private final Crowd crowd;
  private final Filling filling;
  private final List<String> tokens;
  private final ReadSettings settings;
  private final Reporter reporter;
  private final ReaderAlone reader;
  private final HomeRequests first;
  private final List<ReadRow> rows = new ArrayList<>();

  ReadBench(Workbench bench, Crowd crowd, ReadSettings settings, Reporter reporter) {
    this.bench = bench;
    this.crowd = crowd;
    this.settings = settings;
    this.reporter = reporter;
    reporter.say(
        "%,d authors with %,d posts, %,d viewers: filling Redis …"
            .formatted(
                crowd.settings().authors(),
                crowd.settings().published(),
                crowd.settings().viewers()));
    this.filling = new Filling(bench.redis());
    crowd.fill(filling);
    // What a reader refuses when it is asked for more than it can do is another benchmark's.
    List<String> jvm = new ArrayList<>(settings.jvm());
    jvm.add("-Ddw.overload.enabled=false");
    this.reader = bench.reader(jvm);
    reporter.say("Each viewer's first read rebuilds his timeline …");
    this.tokens = crowd.viewers().stream().map(reader::token).toList();
    this.first = HomeRequests.of(reader, tokens, "");
    each();
    warmUp();
  }

  /// Each viewer's first page.
  private Loaded each() {
    return HttpLoad.some(reader.port(), first.each(), settings.connections(), first.count());
  }

  /// Until the JVM has compiled what matters: with two cores for everything that takes a while.
  private void warmUp() {
    long end = System.nanoTime() + settings.warmUp().toNanos();
    while (System.nanoTime() < end) {
      reporter.say("warming up: %,.0f/s".formatted(maximum(first, WARM_UP_STEP).perSecond()));
    }
  }

  List<ReadRow> rows() {
    return List.copyOf(rows);
  }

  /// First pages: the maximum, then the rates, then shares of the maximum.
  void firstPages() {
    var rounds = reader("home", MAXIMUM);
    measure(rounds, () -> maximum(first, settings.round()));
    ReadRow maximum = add(rounds);
    for (double rate : settings.rates()) {
      atRate("%,.0f/s".formatted(rate), rate);
    }
    for (double share : SHARES) {
      double rate = maximum.perSecond().median() * share;
      atRate(String.format(Locale.ROOT, "%.0f %%: %,.0f/s", share * 100, rate), rate);
    }
  }

  private void atRate(String name, double rate) {
    var rounds = reader("home", name);
    measure(
        rounds,
        () -> HttpLoad.open(reader.port(), first, OPEN_CONNECTIONS, rate, settings.round()));
    add(rounds);
  }

  /// Pages half way down the timeline, and below its floor, where author timelines answer.
  void deepPages() {
    deep("home, 400 entries down", 400);
    deep("home, below the floor", 1_200);
  }

  private void deep(String what, int entries) {
    var requests = HomeRequests.of(reader, tokens, "&max_id=" + crowd.before(entries));
    maximum(requests, Duration.ofSeconds(2));
    var rounds = reader(what, MAXIMUM);
    measure(rounds, () -> maximum(requests, settings.round()));
    add(rounds);
  }

  /// First pages of viewers who follow large authors too, whose timelines are merged in.
  void pulledAuthors() {
    for (int pulled : PULLED) {
      relate(pulled);
      maximum(first, Duration.ofSeconds(2));
      var rounds = reader("home, %d pulled authors".formatted(pulled), MAXIMUM);
      measure(rounds, () -> maximum(first, settings.round()));
      add(rounds);
    }
    relate(0);
  }

  private void relate(int pulled) {
    crowd.relate(filling, pulled);
    each();
  }

  /// Each viewer's first page after his timeline was dropped: each read is a rebuild.
  void rebuilds() {
    var rounds = reader("home, rebuilt", MAXIMUM);
    var keys = crowd.viewers().stream().map(Keyspace::home).toArray(byte[][]::new);
    for (int round = 0; round < settings.rounds(); round++) {
      bench.redis().await(bench.redis().commands().unlink(keys));
      HomeRequests.check(rounds.round(this::each));
    }
    add(rounds);
  }

  /// The very bytes of one of these pages, as a file of nginx.
  @Nullable ReadRow sameBytesAsFile() {
    if (!StaticServer.available()) {
      reporter.say("Not compared with nginx: " + StaticServer.MISSING);
      return null;
    }
    try (StaticServer nginx =
        StaticServer.start(bench.folder("nginx"), page(), "x".repeat(150), settings.workers())) {
      return sameBytes(
          "nginx", nginx.port(), nginx.request(), Duration.ofSeconds(2), nginx::cpuSeconds);
    }
  }

  /// The same by the reader's own HTTP server, and by that after a round trip to Redis: what these
  /// parts leave to the reader.
  void sameBytesByTheParts() {
    parts("Jetty alone", null);
    parts("Jetty and a round trip to Redis", bench.redisUri());
  }

  private void parts(String what, @Nullable String redis) {
    Path folder = bench.folder(what.replace(' ', '-'));
    try (JavaServer server =
        BareServer.start(folder, settings.jvm(), page(), redis, crowd.settings().viewers())) {
      sameBytes(
          what,
          server.port(),
          HomeRequests.anonymous(server.port()),
          settings.warmUp().dividedBy(2),
          () -> Usage.cpuSeconds(server.pid()));
    }
  }

  private byte[] page() {
    return HttpLoad.some(reader.port(), first.each(), 1, 1).samples().getFirst();
  }

  /// The maximum, and the rates.
  ///
  /// @return the maximum
  private ReadRow sameBytes(
      String what, int port, byte[] request, Duration warmUp, DoubleSupplier cpuSeconds) {
    Supplier<byte[]> requests = () -> request;
    HttpLoad.closed(port, requests, settings.connections(), warmUp);
    ReadRow maximum =
        sameBytes(
            what,
            MAXIMUM,
            cpuSeconds,
            () -> HttpLoad.closed(port, requests, settings.connections(), settings.round()));
    for (double rate : settings.rates()) {
      sameBytes(
          what,
          "%,.0f/s".formatted(rate),
          cpuSeconds,
          () -> HttpLoad.open(port, requests, OPEN_CONNECTIONS, rate, settings.round()));
    }
    return maximum;
  }

  private ReadRow sameBytes(
      String what, String load, DoubleSupplier cpuSeconds, Supplier<Loaded> work) {
    var rounds = new ReadRounds(what, load, bench.redis(), bench.redisPid(), cpuSeconds);
    measure(rounds, work);
    return add(rounds);
  }

  private ReadRounds reader(String what, String load) {
    return new ReadRounds(
        what, load, bench.redis(), bench.redisPid(), () -> Usage.cpuSeconds(reader.pid()));
  }

  private Loaded maximum(Supplier<byte[]> requests, Duration duration) {
    return HttpLoad.closed(reader.port(), requests, settings.connections(), duration);
  }

  private void measure(ReadRounds rounds, Supplier<Loaded> work) {
    for (int round = 0; round < settings.rounds(); round++) {
      HomeRequests.check(rounds.round(work));
    }
  }

  private ReadRow add(ReadRounds rounds) {
    ReadRow row = rounds.row();
    rows.add(row);
    reporter.say(String.join(" | ", row.cells()));
    return row;
  }

  /// What was measured of a load.
  ReadRow row(String what, String load) {
    return rows.stream()
        .filter(row -> row.what().equals(what) && row.load().equals(load))
        .findFirst()
        .orElseThrow(() -> new LocalException("Not measured: " + what + ", " + load));
  }
}
