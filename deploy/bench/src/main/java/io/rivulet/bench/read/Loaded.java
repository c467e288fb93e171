package io.rivulet.bench.read;

import java.util.List;
import org.HdrHistogram.Histogram;

/// What a stretch of load came to.
///
/// @param seconds from the first request to the last answer
/// @param nanos of each request, from when it was to begin
/// @param bytes of all answers
/// @param samples some of the bodies
record Loaded(double seconds, Histogram nanos, long bytes, List<byte[]> samples) {
  long requests() {
    return nanos.getTotalCount();
  }

  double perSecond() {
    return requests() / seconds;
  }
}
