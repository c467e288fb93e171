package io.rivulet.local.scale;

import io.rivulet.vitals.Scrape;
import io.rivulet.vitals.Scraper;
import io.rivulet.vitals.Vitals;
import java.util.List;
import java.util.Locale;

/// Looks at the workers: at Kafka often, at their metrics once a second. Time is in seconds since
/// the beginning.
final class Watch {
  private static final double SCRAPE_EVERY = 1;

  /// What was seen in some time.
  ///
  /// @param deliveries of workers that were seen at its beginning and at its end, or at both ends
  ///   of a second of it
  /// @param mostWaiting the most records that waited at a look
  record Phase(double seconds, double deliveries, Waits.Longest longest, long mostWaiting) {
    double rate() {
      return seconds == 0 ? 0 : deliveries / seconds;
    }
  }

  private final TaskGroup group;
  private final Scraper scraper;
  private final Waits waits = new Waits();
  private final long origin = System.nanoTime();
  private List<Scrape> scraped;
  private double scrapedAt;
  private Vitals vitals;
  private double phaseBegan;
  private double deliveries;

  Watch(TaskGroup group, Scraper scraper) {
    this.group = group;
    this.scraper = scraper;
    this.scraped = scraper.scrape();
    this.vitals = Vitals.of(scraped, scraped, 1);
  }

  double seconds() {
    return (System.nanoTime() - origin) / 1e9;
  }

  /// One look.
  ///
  /// @return whether the metrics were read, too
  boolean look() {
    group.look(waits, seconds());
    if (seconds() - scrapedAt < SCRAPE_EVERY) {
      return false;
    }
    scrape();
    return true;
  }

  private void scrape() {
    List<Scrape> now = scraper.scrape();
    double at = seconds();
    vitals = Vitals.of(scraped, now, at - scrapedAt);
    deliveries += vitals.flow().deliveries() * (at - scrapedAt);
    scraped = now;
    scrapedAt = at;
  }

  Waits waits() {
    return waits;
  }

  List<Vitals.Worker> workers() {
    return vitals.processes();
  }

  /// Ends a phase and begins another.
  Phase phase() {
    scrape();
    var phase = new Phase(scrapedAt - phaseBegan, deliveries, waits.longest(), waits.mostRecords());
    phaseBegan = scrapedAt;
    deliveries = 0;
    waits.again();
    return phase;
  }

  /// Whether so many workers have all tasks, by what they say and by what Kafka says.
  boolean isSettled(int wanted) {
    if (!group.isSettled(wanted)) {
      return false;
    }
    scrape();
    return workers().size() == wanted
        && workers().stream().allMatch(worker -> worker.up() && worker.restoring() == 0)
        && tasks() == group.tasks();
  }

  private double tasks() {
    return workers().stream().mapToDouble(Vitals.Worker::tasks).sum();
  }

  /// What is seen, in a line.
  String line(double since) {
    return String.format(
        Locale.ROOT,
        "%6.1f s   workers %d   tasks %.0f of %d   %,9.0f deliveries/s   waiting %,d records, the oldest for %.1f s",
        seconds() - since,
        workers().stream().filter(Vitals.Worker::up).count(),
        tasks(),
        group.tasks(),
        vitals.flow().deliveries(),
        waits.records(),
        waits.oldest());
  }
}
