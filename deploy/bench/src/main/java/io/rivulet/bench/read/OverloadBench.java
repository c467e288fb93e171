package io.rivulet.bench.read;

import io.rivulet.bench.Filling;
import io.rivulet.bench.Workbench;
import io.rivulet.bench.machine.Cores;
import io.rivulet.bench.machine.Usage;
import io.rivulet.bench.report.Spread;
import io.rivulet.local.LocalException;
import io.rivulet.local.ReaderAlone;
import io.rivulet.local.Reporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// Asks a reader for home timelines at multiples of the rate that it sustains.
final class OverloadBench implements AutoCloseable {
  private static final double NANOS = 1e6;
  private static final int CLOSED_CONNECTIONS = 64;
  private static final double[] SHARES = {0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5};
  private static final double AFTER = 0.8;
  private static final int AFTER_TIMES_AS_LONG = 2;

  /// Percent of requests that may be refused where all is well: who comes in a burst, behind a
  /// pause of the collector say, and asks again.
  private static final double FEW = 0.1;

  /// Half seconds that must be well, one after the other.
  private static final int WELL = 2;

  private final Settings settings;
  private final Reporter reporter;
  private final ReaderAlone reader;
  private final HomeRequests requests;
  private final Flood flood;
  private double maximum;
  private double sustainable;

  /// How it is measured.
  ///
  /// @param rounds of each multiple
  /// @param round how long one takes
  /// @param warmUp how long as much as possible is read before
  /// @param connections of whoever asks too much
  /// @param servers cores of reader and Redis; empty for all
  /// @param client cores of whoever asks; empty for all
  /// @param p99Millis within which pages have to come for a rate to be sustained
  /// @param jvm options of the reader's
  record Settings(
      int rounds,
      Duration round,
      Duration warmUp,
      int connections,
      String servers,
      String client,
      double p99Millis,
      List<String> jvm) {
    Settings {
      jvm = List.copyOf(jvm);
    }
  }

  OverloadBench(Workbench bench, Crowd crowd, Settings settings, Reporter reporter) {
    this.settings = settings;
    this.reporter = reporter;
    reporter.say("Filling Redis …");
    Filling filling = new Filling(bench.redis());
    crowd.fill(filling);
    this.reader = bench.reader(settings.jvm());
    reporter.say("Each viewer's first read rebuilds his timeline …");
    List<String> tokens = crowd.viewers().stream().map(reader::token).toList();
    this.requests = HomeRequests.of(reader, tokens, "");
    HttpLoad.some(reader.port(), requests.each(), CLOSED_CONNECTIONS / 2, requests.count());
    hold(reader.pid(), settings.servers());
    hold(bench.redisPid(), settings.servers());
    hold(ProcessHandle.current().pid(), settings.client());
    warmUp();
    this.flood = new Flood(reader.port(), requests, settings.connections());
  }

  private static void hold(long pid, String cores) {
    if (!cores.isEmpty()) {
      Cores.hold(pid, cores);
    }
  }

  private void warmUp() {
    Duration step = Duration.ofSeconds(10);
    for (long left = settings.warmUp().toSeconds(); left > 0; left -= step.toSeconds()) {
      maximum = closed(step);
      reporter.say("warming up: %,.0f/s".formatted(maximum));
    }
    maximum = closed(step);
  }

  private double closed(Duration duration) {
    return HttpLoad.closed(reader.port(), requests, CLOSED_CONNECTIONS, duration).perSecond();
  }

  /// Requests a second by 64 connections that ask again when they are answered.
  double maximum() {
    return maximum;
  }

  /// The highest share of the maximum at which pages come soon enough and next to nobody is
  /// refused.
  double sustainable() {
    return sustainable;
  }

  void findSustainable() {
    for (double share : SHARES) {
      Flooded flooded = flood.at(maximum * share, settings.round());
      double p99 = millis(flooded.served(), 99);
      reporter.say(
          "%,.0f/s: p99 %.1f ms, %.2f %% refused"
              .formatted(maximum * share, p99, flooded.refusedShare() * 100));
      if (p99 <= settings.p99Millis() && flooded.refusedShare() * 100 <= FEW) {
        sustainable = flooded.servedPerSecond();
        return;
      }
    }
    throw new LocalException(
        "No rate is sustained: even at half of the most that pages come, p99 is above %.0f ms"
            .formatted(settings.p99Millis()));
  }

  /// Measures a multiple of the sustainable rate.
  OverloadRow at(double times) {
    Rounds rounds = new Rounds();
    for (int round = 0; round < settings.rounds(); round++) {
      rounds.add(() -> flood.at(sustainable * times, settings.round()));
    }
    OverloadRow row = rounds.row("%.1f ×".formatted(times));
    reporter.say(String.join(" | ", row.cells()));
    return row;
  }

  /// Measures how long it takes after five times the sustainable rate until pages come again as
  /// they do at 0.8 of it, for a second at least, in seconds.
  Spread recovery() {
    List<Double> seconds = new ArrayList<>();
    for (int round = 0; round < settings.rounds(); round++) {
      flood.at(sustainable * 5, settings.round());
      Flooded after =
          flood.at(sustainable * AFTER, settings.round().multipliedBy(AFTER_TIMES_AS_LONG));
      List<Boolean> well = after.slices().stream().map(this::isWell).toList();
      int slice = Collections.indexOfSubList(well, Collections.nCopies(WELL, true));
      if (slice < 0) {
        throw new LocalException("No second was well, %s after it".formatted(settings.round()));
      }
      List<Boolean> then = well.subList(slice, well.size());
      reporter.say(
          "recovered after %.1f s, well in %d half seconds of %d from then on"
              .formatted(seconds(slice), Collections.frequency(then, true), then.size()));
      seconds.add(seconds(slice));
    }
    return Spread.of(seconds);
  }

  private static double seconds(int slices) {
    return slices * Flood.SLICE.toMillis() / 1e3;
  }

  private boolean isWell(Flooded.Slice slice) {
    long refused = slice.refused().getTotalCount();
    long all = refused + slice.served().getTotalCount();
    return all > 0
        && refused * 100.0 / all <= FEW
        && millis(slice.served(), 99) <= settings.p99Millis();
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percentile) / NANOS;
  }

  /// Rounds of one rate.
  private final class Rounds {
    private final List<Flooded> rounds = new ArrayList<>();
    private double clientSeconds;
    private double serverSeconds;

    void add(Supplier<Flooded> work) {
      long own = ProcessHandle.current().pid();
      double clientBefore = Usage.cpuSeconds(own);
      double serverBefore = Usage.cpuSeconds(reader.pid());
      Flooded flooded = work.get();
      serverSeconds += Usage.cpuSeconds(reader.pid()) - serverBefore;
      clientSeconds += Usage.cpuSeconds(own) - clientBefore;
      HomeRequests.check(flooded.samples());
      rounds.add(flooded);
    }

    OverloadRow row(String load) {
      long asked = rounds.stream().mapToLong(Flooded::asked).sum();
      return new OverloadRow(
          load,
          spread(Flooded::askedPerSecond),
          spread(Flooded::servedPerSecond),
          spread(flooded -> flooded.refusedShare() * 100),
          spread(flooded -> millis(flooded.served(), 50)),
          spread(flooded -> millis(flooded.served(), 99)),
          spread(flooded -> millis(flooded.refused(), 99)),
          clientSeconds * 1e6 / asked,
          serverSeconds * 1e6 / asked);
    }

    private Spread spread(ToDoubleFunction<Flooded> figure) {
      return Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
    }
  }

  @Override
  public void close() {
    flood.close();
  }
}
