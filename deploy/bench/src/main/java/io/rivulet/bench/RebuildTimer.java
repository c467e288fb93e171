package io.rivulet.bench;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// The reader's own clock of its rebuilds, the timer `rivulet.reader.rebuild` on its admin port. It
/// is asked after every single rebuild, so that the growth of its sum is the time of that one.
final class RebuildTimer {
  private static final String NAME = "rivulet_reader_rebuild_seconds";

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest request;
  private Reading last = new Reading(0, 0);

  /// @param admin address of the reader's admin port
  RebuildTimer(String admin) {
    this.request = HttpRequest.newBuilder(URI.create(admin + "/metrics")).build();
  }

  /// Rebuilds so far, and how many seconds they took together.
  record Reading(double count, double seconds) {
    /// Reads the metrics' text; of several outcomes, their sum.
    static Reading of(String metrics) {
      return new Reading(sum(metrics, NAME + "_count"), sum(metrics, NAME + "_sum"));
    }

    private static double sum(String metrics, String name) {
      return metrics
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  /// Begins to count from here.
  void reset() {
    last = read();
  }

  /// The time of the one rebuild since the last call, in nanoseconds.
  ///
  /// @throws LocalException if there was none, or more than one
  long next() {
    Reading now = read();
    double rebuilds = now.count() - last.count();
    if (rebuilds != 1) {
      throw new LocalException(
          "feed-reader's metric %s counted %.0f rebuilds where there was one: nothing to measure"
              .formatted(NAME, rebuilds));
    }
    double seconds = now.seconds() - last.seconds();
    last = now;
    return Math.round(seconds * 1e9);
  }

  private Reading read() {
    try {
      return Reading.of(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new LocalException("feed-reader's metrics cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }
}
