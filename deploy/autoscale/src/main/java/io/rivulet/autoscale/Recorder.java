package io.rivulet.autoscale;

import io.rivulet.vitals.Sample;
import io.rivulet.vitals.Scrape;
import io.rivulet.vitals.Scraper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes down what workers tell, as a [Trace].
final class Recorder {
  private static final Set<String> NAMES =
      Set.of(
          Trace.EVENTS,
          Trace.RECIPIENTS,
          Trace.RECORDS,
          Trace.LAG,
          Trace.OLDEST,
          Trace.GATE,
          Trace.TASKS);

  private static final Set<String> LAGS = Set.of("feed.posts.v1", "feed.deliveries.v1");

  private final Scraper scraper;
  private final Path file;
  private final PrintWriter out;

  /// @param out is told of each look
  Recorder(Scraper scraper, Path file, PrintWriter out) {
    this.scraper = scraper;
    this.file = file;
    this.out = out;
  }

  /// Looks as often as Prometheus does.
  ///
  /// @param last for how long
  void record(Duration last, Duration every) throws InterruptedException {
    try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
      lines.println(Trace.HEADER);
      long begun = System.nanoTime();
      long next = begun;
      for (long second = 0; second <= last.toSeconds(); second += every.toSeconds()) {
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        next += every.toNanos();
        look(second, scraper.scrape(), lines);
        if (lines.checkError()) {
          throw new IOException("disk full?");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void look(long second, List<Scrape> scrapes, PrintWriter lines) {
    int workers = 0;
    int numbers = 0;
    for (Scrape scrape : scrapes) {
      workers += scrape.samples().stream().anyMatch(one -> one.name().equals(Trace.TASKS)) ? 1 : 0;
      for (Sample sample : scrape.samples()) {
        if (NAMES.contains(sample.name()) && isOfUse(sample)) {
          lines.println(
              "%d,%s,%s,%s"
                  .formatted(
                      second, scrape.service().replace(',', ' '), name(sample), sample.value()));
          numbers++;
        }
      }
    }
    out.printf("%4d s: %d workers, %d numbers%n", second, workers, numbers);
    out.flush();
  }

  private static boolean isOfUse(Sample sample) {
    return !sample.name().equals(Trace.LAG)
        || LAGS.contains(sample.labels().getOrDefault("topic", ""));
  }

  /// But for labels that all of a worker's numbers have.
  private static String name(Sample sample) {
    Map<String, String> labels = new TreeMap<>(sample.labels());
    labels.remove("service");
    return labels.isEmpty()
        ? sample.name()
        : labels.entrySet().stream()
            .map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining(",", sample.name() + "{", "}"));
  }
}
