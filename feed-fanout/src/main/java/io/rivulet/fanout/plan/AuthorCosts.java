package io.rivulet.fanout.plan;

import io.rivulet.vitals.Authors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Whose posts cost most, of the last minutes, in memory that does not grow with the number of
/// authors: the space-saving sketch of Metwally, Agrawal and El Abbadi (*Efficient Computation of
/// Frequent and Top-k Elements in Data Streams*, 2005), with weights.
///
/// There are [#KEPT] counters. An author without one takes over the smallest and what it has
/// counted, so no author is told to have cost less than he did, none more by over a share of
/// 1/[#KEPT] of all, and whoever cost more than that share is there. Each minute everything counts
/// half, which keeps all of this and forgets what was.
///
/// Plan threads share it. Two kilobytes are looked through once a record that has recipients, some
/// tens of nanoseconds beside the 100,000 that planning it takes.
final class AuthorCosts {
  static final int KEPT = 128;

  private static final long HALVED_NANOS = TimeUnit.MINUTES.toNanos(1);

  /// So many halves leave nothing of what a day's deliveries are.
  private static final long MOST_HALVES = 64;

  private final long[] ids = new long[KEPT];
  private final double[] costs = new double[KEPT];
  private final LongSupplier nanos;
  private int kept;
  private double all;
  private long halvedAt;

  /// @param nanos as [System#nanoTime]
  AuthorCosts(LongSupplier nanos) {
    this.nanos = nanos;
    this.halvedAt = nanos.getAsLong();
  }

  /// Counts what a post of an author has cost.
  ///
  /// @param deliveries that were planned, at least 1
  synchronized void add(long author, long deliveries) {
    halve();
    all += deliveries;
    costs[counter(author)] += deliveries;
  }

  private int counter(long author) {
    for (int i = 0; i < kept; i++) {
      if (ids[i] == author) {
        return i;
      }
    }
    int counter = kept < KEPT ? kept++ : smallest();
    ids[counter] = author;
    return counter;
  }

  private int smallest() {
    int smallest = 0;
    for (int i = 1; i < KEPT; i++) {
      if (costs[i] < costs[smallest]) {
        smallest = i;
      }
    }
    return smallest;
  }

  private void halve() {
    long minutes = (nanos.getAsLong() - halvedAt) / HALVED_NANOS;
    if (minutes > 0) {
      halvedAt += minutes * HALVED_NANOS;
      double left = Math.scalb(1.0, (int) -Math.min(minutes, MOST_HALVES));
      all *= left;
      for (int i = 0; i < kept; i++) {
        costs[i] *= left;
      }
    }
  }

  /// What is told now.
  Authors top() {
    return Authors.of(planned(), all());
  }

  /// Deliveries of all authors.
  synchronized double planned() {
    halve();
    return all;
  }

  /// Whoever has a counter.
  synchronized List<Authors.Author> all() {
    halve();
    List<Authors.Author> some = new ArrayList<>();
    for (int i = 0; i < kept; i++) {
      some.add(new Authors.Author(ids[i], costs[i]));
    }
    return some;
  }
}
