package io.rivulet.vitals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The metrics of one process at one time.
///
/// @param failure why there are none; null if there are
public record Scrape(String service, List<Sample> samples, @Nullable String failure) {
  Stream<Sample> named(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name));
  }

  private DoubleStream values(String name) {
    return named(name).mapToDouble(Sample::value).filter(value -> !Double.isNaN(value));
  }

  /// Of all labels together, 0 if there is none.
  double sum(String name) {
    return values(name).sum();
  }

  double max(String name) {
    return values(name).max().orElse(0);
  }

  /// Sums by the value of a label.
  Map<String, Double> by(String name, String label) {
    Map<String, Double> sums = new TreeMap<>();
    named(name).forEach(one -> sums.merge(one.label(label), one.value(), Double::sum));
    return sums;
  }
}
