package io.rivulet.bench.read;

import java.util.List;
import org.HdrHistogram.Histogram;

/// What a stretch of requests at a rate came to.
///
/// @param seconds for which requests were due
/// @param asked requests that were sent
/// @param unsent requests for which there was no connection until the end
/// @param served pages, in nanoseconds from when they were due
/// @param refused answers of 503, likewise
/// @param slices the stretch in parts, in their order
/// @param samples some of the pages
record Flooded(
    double seconds,
    long asked,
    long unsent,
    Histogram served,
    Histogram refused,
    List<Slice> slices,
    List<byte[]> samples) {

  /// Requests that were due in a part of it.
  record Slice(Histogram served, Histogram refused) {}

  double servedPerSecond() {
    return served.getTotalCount() / seconds;
  }

  double askedPerSecond() {
    return (asked + unsent) / seconds;
  }

  double refusedShare() {
    return (double) (refused.getTotalCount() + unsent) / Math.max(1, asked + unsent);
  }
}
