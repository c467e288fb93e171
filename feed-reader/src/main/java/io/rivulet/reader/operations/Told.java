package io.rivulet.reader.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.vitals.Ages;
import io.rivulet.vitals.Fault;
import io.rivulet.vitals.Vitals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What the page is told at one time. Times are seconds, memory bytes.
///
/// @param at milliseconds since 1970
/// @param faults what to look at
/// @param oldest age of the oldest post that is not delivered
/// @param ages of what was delivered since the look before, by size of the author
/// @param lags records that wait, by topic, in the order of its partitions
record Told(
    long at,
    List<Fault> faults,
    double oldest,
    Vitals.Flow flow,
    Map<String, Age> ages,
    Map<String, List<Double>> lags,
    List<Vitals.Worker> processes,
    Vitals.Memory memory,
    Costs costs) {
  /// Whose posts cost most.
  ///
  /// @param planned deliveries of all authors in the last minutes
  record Costs(double planned, List<Author> authors) {}

  /// An author.
  ///
  /// @param id as text: beyond what numbers of JavaScript can tell
  /// @param name null if it is not known
  record Author(String id, @Nullable String name, double deliveries) {}

  /// @param half of them took as long at most
  /// @param most 99 % of them did
  record Age(double count, @JsonProperty("p50") double half, @JsonProperty("p99") double most) {
    private static final double HALF = 0.5;
    private static final double MOST = 0.99;

    static Age of(Ages ages) {
      return new Age(ages.count(), ages.quantile(HALF), ages.quantile(MOST));
    }
  }

  static Told of(Vitals vitals, long at) {
    Map<String, Age> ages = new LinkedHashMap<>();
    vitals.delivery().ages().forEach((size, all) -> ages.put(size, Age.of(all)));
    Map<String, List<Double>> lags = new LinkedHashMap<>();
    vitals.lags().forEach((topic, all) -> lags.put(topic, List.copyOf(all.values())));
    return new Told(
        at,
        vitals.faults(),
        vitals.delivery().oldest(),
        vitals.flow(),
        ages,
        lags,
        vitals.processes(),
        vitals.memory(),
        new Costs(
            vitals.authors().planned(),
            vitals.authors().top().stream()
                .map(one -> new Author(Long.toString(one.id()), null, one.deliveries()))
                .toList()));
  }

  /// With the names of authors.
  ///
  /// @param names by id; null for those that are not known
  Told named(LongFunction<@Nullable String> names) {
    List<Author> authors =
        costs.authors.stream()
            .map(one -> new Author(one.id, names.apply(Long.parseLong(one.id)), one.deliveries))
            .toList();
    return new Told(
        at, faults, oldest, flow, ages, lags, processes, memory, new Costs(costs.planned, authors));
  }
}
