package io.rivulet.capacity;

/// What an operator may set, and what it runs on.
///
/// @param timelines what Redis keeps of timelines and posts
/// @param copies of everything
/// @param machines that it runs on
record Tuning(Timelines timelines, Copies copies, Machines machines) {
  /// What Redis keeps.
  ///
  /// @param entries a timeline keeps, 800; a constant of `TimelineLimits`
  /// @param pullAbove followers from which an author is pulled, infinite if none is
  /// @param hotDays that a post's body stays, infinite if for ever
  /// @param expiryDays without a read after which a home timeline goes
  record Timelines(double entries, double pullAbove, double hotDays, double expiryDays) {
    Timelines {
      Check.within("--entries", entries, 1, 1e5);
      Check.within("--pull-above", pullAbove, 0, Double.POSITIVE_INFINITY);
      Check.within("--hot-days", hotDays, 0.001, Double.POSITIVE_INFINITY);
      Check.within("--expiry-days", expiryDays, 0.01, 36_500);
    }
  }

  /// Copies, the first one in.
  record Copies(double redis, double kafka) {
    Copies {
      Check.within("--redis-copies", redis, 1, 10);
      Check.within("--kafka-copies", kafka, 1, 10);
    }
  }

  /// Machines.
  ///
  /// @param utilisation of a core that is planned for at the peak
  /// @param workerCores of a worker, a stream thread each
  /// @param nodeGigabytes of data that a Redis node holds
  /// @param roundTripMicros from a worker to Redis and back
  record Machines(
      double utilisation, double workerCores, double nodeGigabytes, double roundTripMicros) {
    Machines {
      Check.within("--utilisation", utilisation, 0.01, 1);
      Check.within("--worker-cores", workerCores, 1, 64);
      Check.within("--node-gb", nodeGigabytes, 0.1, 10_000);
      Check.within("--round-trip", roundTripMicros, 1, 1e6);
    }
  }

  static final Timelines DEFAULT_TIMELINES =
      new Timelines(800, 10_000, Double.POSITIVE_INFINITY, 14);

  static final Copies DEFAULT_COPIES = new Copies(2, 3);

  static final Machines DEFAULT_MACHINES = new Machines(0.6, 2, 24, 500);

  static final Tuning DEFAULT = new Tuning(DEFAULT_TIMELINES, DEFAULT_COPIES, DEFAULT_MACHINES);

  Tuning with(Timelines other) {
    return new Tuning(other, copies, machines);
  }
}
